// SPDX-License-Identifier: Apache-2.0

/** A body that is right, for tests to spoil. */
export function chaincodeProposal(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    proposal: {
      channelID: 'mychannel',
      chaincodeName: 'trade',
      chaincodePackage: { type: 'ccaas', label: 'trade_1.0', connection: { address: '{{.host}}:9999' } },
      chaincodeDefinition: { sequence: 1, version: '1.0' },
      ...changes,
    },
  };
}
