// SPDX-License-Identifier: Apache-2.0

import type { NodePlan } from '../network-plan.js';

/**
 * One gauge of a node for one channel, from its operations endpoint. Undefined: it has none yet, or the node does not
 * answer.
 */
export async function channelGauge(node: NodePlan, metric: string, channelID: string): Promise<number | undefined> {
  let text: string;
  try {
    const response = await fetch(`http://127.0.0.1:${node.operationsPort}/metrics`, {
      signal: AbortSignal.timeout(2000),
    });
    text = await response.text();
  } catch {
    return undefined;
  }
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${metric}{channel="${channelID}"} `));
  return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ')));
}
