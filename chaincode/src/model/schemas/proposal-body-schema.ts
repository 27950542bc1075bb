// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { ProposalBody } from '../proposal.js';
import { createChannelSchema } from './create-channel-schema.js';
import { deployChaincodeSchema } from './deploy-chaincode-schema.js';
import { emergencySchema } from './emergency-schema.js';
import { governanceSchema } from './governance-schema.js';
import { setChannelStateSchema } from './set-channel-state-schema.js';
import { setLimitsSchema } from './set-limits-schema.js';
import { updateChannelSchema } from './update-channel-schema.js';

/** A body of any kind, complete with its defaults. */
export const proposalBodySchema = z.discriminatedUnion('kind', [
  deployChaincodeSchema,
  setChannelStateSchema,
  updateChannelSchema,
  createChannelSchema,
  governanceSchema,
  emergencySchema,
  setLimitsSchema,
]) satisfies z.ZodType<ProposalBody>;
