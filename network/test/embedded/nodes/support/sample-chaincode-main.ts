// SPDX-License-Identifier: Apache-2.0

import shim from 'fabric-shim';
import { sampleChaincode } from './sample-chaincode.js';

const [packageID = '', address = ''] = process.argv.slice(2);
const server = shim.Shim.server(sampleChaincode, { ccid: packageID, address } as Parameters<
  typeof shim.Shim.server
>[1]);
await server.start();
process.send?.('listening');
process.on('disconnect', () => process.exit());
