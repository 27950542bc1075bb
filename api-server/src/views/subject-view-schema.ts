// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';

/** On whose word an organization decided, in answers. */
export const subjectViewSchema = z
  .strictObject({
    issuer: z.string().meta({ description: 'Who vouches for the subject.' }),
    subjectHash: z.string().meta({ description: 'Hex SHA-256 of issuer, NUL and name.' }),
  })
  .meta({ description: 'On whose word the organization decided, as its own API server knew them.' });
