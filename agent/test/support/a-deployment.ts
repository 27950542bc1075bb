// SPDX-License-Identifier: Apache-2.0

import type { Deployment } from '../../src/desired/deployment.js';

/** A deployment with what a test does not care about filled in. */
export function aDeployment(more: Partial<Deployment> = {}): Deployment {
  return {
    id: 'p1',
    channelID: 'mychannel',
    definition: {
      name: 'asset',
      sequence: 1n,
      version: '1.0',
      initRequired: false,
      endorsementPlugin: 'escc',
      validationPlugin: 'vscc',
      validationParameter: new Uint8Array(),
    },
    packageBytes: new Uint8Array([1]),
    packageID: 'asset_1.0:0123456789abcdef0123456789abcdef',
    addressTemplate: '{{.host}}:9999',
    sourceDigest: undefined,
    electorate: ['Org1MSP', 'Org2MSP', 'Org3MSP'],
    ...more,
  };
}
