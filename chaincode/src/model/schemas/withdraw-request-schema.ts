// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { proposalIDSchema } from './fabric-name-schemas.js';
import { commentSchema } from './text-schemas.js';

/** The argument of `proposals:Withdraw`. */
export const withdrawRequestSchema = z.strictObject({ id: proposalIDSchema, comment: commentSchema.default('') });
