// SPDX-License-Identifier: Apache-2.0

import type { ChannelProfile } from '@opssc/configtx';

/** What a new channel will be, a line a sentence: who is on it, who orders, and how. */
export function summarizeChannel({ application, orderer, capabilities }: ChannelProfile): readonly string[] {
  const { consensus, batchSize, batchTimeout } = orderer;
  const consenters = consensus.consenters.map(({ host, port }) => `${host}:${port}`);
  return [
    `application organizations: ${namesOf(application)}`,
    `ordering organizations: ${namesOf(orderer)}`,
    `consensus: ${consensus.type} of ${consenters.length}: ${consenters.join(', ')}`,
    `blocks: cut after ${batchTimeout} ms, at ${batchSize.maxMessageCount} transactions, ` +
      `or at ${batchSize.preferredMaxBytes} bytes (at most ${batchSize.absoluteMaxBytes})`,
    `capabilities: channel ${listOf(capabilities.channel)}, orderer ${listOf(capabilities.orderer)}, ` +
      `application ${listOf(capabilities.application)}`,
  ];
}

function namesOf({
  organizations,
}: {
  readonly organizations: ChannelProfile['application']['organizations'];
}): string {
  return organizations.map(({ msp }) => msp.mspID).join(', ') || 'none';
}

function listOf(names: string | readonly string[]): string {
  return typeof names === 'string' ? names : names.join(' and ') || 'none';
}
