// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { Detail } from '../output/details.js';

/** What every resource has. */
export const recordedFields = { revision: z.int(), created: z.string(), updated: z.string() };

export interface Recorded {
  readonly revision: number;
  readonly created: string;
  readonly updated: string;
}

/** When it came about and changed last. */
export function recordedDetails({ revision, created, updated }: Recorded): readonly Detail[] {
  return [
    ['created', created],
    ['changed', revision > 1 ? `${updated}, revision ${revision}` : undefined],
  ];
}
