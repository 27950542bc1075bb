// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { OpsEvent } from './events.js';
import { resourceEventChangeSchema, resourceKindSchema } from './schemas/resource-ref-schema.js';

const opsEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.enum(['proposed', 'voted', 'withdrawn', 'receipt', 'signature', 'outcome']),
    proposalID: z.string(),
  }),
  z.object({ type: z.literal('attested'), channelID: z.string() }),
  z.object({ type: z.literal('agent'), mspID: z.string() }),
  z.object({
    type: z.literal('resource'),
    resource: resourceKindSchema,
    resourceID: z.string(),
    change: resourceEventChangeSchema,
  }),
]) satisfies z.ZodType<OpsEvent>;

/**
 * An event of the contracts from its name and payload; undefined for any other event, such as one of a later version.
 * It is a hint: never throws.
 */
export function parseOpsEvent(name: string, payload: Uint8Array): OpsEvent | undefined {
  const event = opsEventSchema.safeParse(jsonOf(payload));
  return event.success && event.data.type === name ? event.data : undefined;
}

function jsonOf(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(payload));
  } catch {
    return undefined;
  }
}
