// SPDX-License-Identifier: Apache-2.0

import { commentSchema } from '@opssc/chaincode/model';
import { z } from 'zod';

/** Body of a withdrawal; may be left out. */
export const withdrawBodySchema = z.strictObject({ comment: commentSchema.default('') }).prefault({});
