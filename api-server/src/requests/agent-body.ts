// SPDX-License-Identifier: Apache-2.0

import { commentSchema } from '@opssc/chaincode/model';
import { z } from 'zod';

/** Body of a stop or a resumption of the own agents; may be left out. */
export const agentBodySchema = z
  .strictObject({ comment: commentSchema.default('').meta({ description: 'Why: everybody can read it.' }) })
  .prefault({});
