// SPDX-License-Identifier: Apache-2.0

/** A manifest of one deployment, as people keep it in their repositories. */
export const tradeManifest = `kind: deploy-chaincode
channelID: mychannel
chaincodeName: trade
description: The trade contract
chaincodePackage:
  connection:
    address: '{{.host}}:9999'
  digest:
    source: 'sha256:${'a'.repeat(64)}'
chaincodeDefinition:
  version: '1.0'
  signaturePolicy: "AND('Org1MSP.member', 'Org2MSP.member')"
  collections:
    - name: prices
      policy: "OR('Org1MSP.member', 'Org2MSP.member')"
      maxPeerCount: 1
`;

export const CHAINCODE_PROPOSALS = '/chaincode/proposals';
export const CHANNEL_PROPOSALS = '/channel/proposals';
