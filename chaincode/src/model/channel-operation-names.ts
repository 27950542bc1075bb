// SPDX-License-Identifier: Apache-2.0

/** The changes of a channel's configuration that can be proposed, as @opssc/configtx names them. */
export const channelOperationNames = [
  'set-organization',
  'remove-organization',
  'set-consenter',
  'remove-consenter',
  'replace-consenter-certificate',
  'set-orderer',
  'set-channel',
  'set-application',
  'set-anchor-peers',
  'set-orderer-endpoints',
  'set-msp',
  'revoke-certificates',
  'migrate-consensus',
] as const;
