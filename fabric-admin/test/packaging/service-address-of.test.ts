// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { FabricError, packageCcaas, serviceAddressOf } from '../../src/index.js';
import { rejection } from '../support/rejection.js';

describe('serviceAddressOf', () => {
  it('reads the address from the package, templates and all', async () => {
    const connection = { address: '{{.host}}:7052', dial_timeout: '10s', tls_required: false };
    const { bytes } = await packageCcaas({ label: 'opssc_1.0', connection });
    expect(await serviceAddressOf(bytes)).to.equal('{{.host}}:7052');
  });

  it('refuses what is not a package of a chaincode service', async () => {
    const error = await rejection(serviceAddressOf(new Uint8Array([1, 2, 3])), FabricError);
    expect(error.code).to.equal('INVALID_ARGUMENT');
  });
});
