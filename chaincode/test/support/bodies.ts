// SPDX-License-Identifier: Apache-2.0

/** What a client sends to deploy a chaincode, without defaults. */
export function deployBody(
  more: { readonly name?: string; readonly channelID?: string; readonly definition?: object } = {},
) {
  return {
    kind: 'deploy-chaincode',
    channelID: more.channelID ?? 'mychannel',
    chaincodeName: more.name ?? 'basic',
    chaincodePackage: { type: 'ccaas', connection: { address: '{{.host}}:9999' } },
    chaincodeDefinition: { sequence: 1, ...more.definition },
  };
}

/** What a client sends to disable or enable a channel. */
export function channelStateBody(state: string, channelID = 'mychannel') {
  return { kind: 'set-channel-state', channelID, state };
}

/** What a client sends to change a channel's configuration. */
export function updateBody(
  channelID = 'mychannel',
  operations: readonly object[] = [{ operation: 'set-orderer', batchTimeout: '1s' }],
) {
  return { kind: 'update-channel', channelID, operations };
}

/** What a client sends to create a channel. */
export function createBody(organizations: readonly string[], channelID = 'newchannel') {
  return { kind: 'create-channel', channelID, organizations, profile: { capabilities: ['V3_0'] } };
}

/** What a client sends to change the constitution. */
export function governanceBody(changes: readonly object[], channelID = 'ops-channel') {
  return { kind: 'governance', channelID, changes };
}

/** What a client sends to halt or resume everything on a channel, or one proposal. */
export function emergencyBody(
  action: string,
  target: { readonly proposalID?: string; readonly channelID?: string } = {},
) {
  return { kind: 'emergency', channelID: 'mychannel', action, ...target };
}
