// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';

/** A policy of the channel's configuration, such as `/Channel/Application/Endorsement`. */
export const channelPolicyPathSchema = z
  .string()
  .max(500, 'must have at most 500 characters')
  .regex(/^(\/[A-Za-z0-9._-]+)+$/, 'must be the path of a channel policy, such as /Channel/Application/Endorsement');
