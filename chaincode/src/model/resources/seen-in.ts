// SPDX-License-Identifier: Apache-2.0

import type { NodeObservation } from './resource.js';

/** What was seen of a node, whoever said so and when. */
export type NodeSight = Omit<NodeObservation, 'subject' | 'time'>;

/** An observation without who made it and when: two that agree in this say the same. */
export function seenIn({ version, role, heights }: NodeObservation): NodeSight {
  return {
    ...(version !== undefined && { version }),
    ...(role !== undefined && { role }),
    ...(heights !== undefined && { heights }),
  };
}
