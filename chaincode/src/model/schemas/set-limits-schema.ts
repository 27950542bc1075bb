// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { SetLimits } from '../proposal.js';
import type { LimitName } from '../resources/limits.js';
import { channelIDSchema, proposalIDSchema } from './fabric-name-schemas.js';
import { attributedFields } from './subject-schema.js';

const limit = z
  .int('must be a whole number')
  .min(1, 'must be 1 to 10000')
  .max(10_000, 'must be 1 to 10000')
  .exactOptional();

/** Limits that change; what is absent stays. */
export const limitsSchema = z
  .strictObject({
    consortiaPerOrganization: limit,
    usersPerOrganization: limit,
    membershipsPerConsortium: limit,
    environmentsPerConsortium: limit,
    nodesPerEnvironment: limit,
    credentialsPerEnvironment: limit,
    requestsPerSecond: limit,
    connectionsPerNode: limit,
  } satisfies Record<LimitName, typeof limit>)
  .refine((limits) => Object.keys(limits).length > 0, 'must change a limit')
  .meta({ minProperties: 1 });

/** A body of the kind `set-limits`. */
export const setLimitsSchema = z.strictObject({
  kind: z.literal('set-limits'),
  channelID: channelIDSchema,
  limits: limitsSchema,
}) satisfies z.ZodType<SetLimits>;

/** The argument of `resources:ApplyLimits`. */
export const applyLimitsSchema = z.strictObject({ proposalID: proposalIDSchema, ...attributedFields });

/** The argument of `resources:GetLimits`. */
export const getLimitsSchema = z.strictObject({});
