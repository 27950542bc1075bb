// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';

/** The sides of a channel that an operation is about. */
export const sidesSchema = z.array(z.enum(['application', 'orderer'])).min(1, 'must name a group');
