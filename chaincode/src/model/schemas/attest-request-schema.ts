// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { channelIDSchema, mspIDsSchema } from './fabric-name-schemas.js';
import { configSequenceSchema } from './text-schemas.js';

/** The argument of `registry:Attest`; the members come out in ascending order. */
export const attestRequestSchema = z.strictObject({
  channelID: channelIDSchema,
  members: mspIDsSchema,
  configSequence: configSequenceSchema,
});
