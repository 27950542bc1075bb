// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { Status } from '../view.js';

const statuses = [
  'proposed',
  'approved',
  'rejected',
  'withdrawn',
  'expired',
  'acknowledged',
  'committed',
  'failed',
  'superseded',
] as const satisfies readonly Status[];

/** A status to filter by. */
export const statusSchema = z.enum(statuses, `must be one of ${statuses.join(', ')}`);
