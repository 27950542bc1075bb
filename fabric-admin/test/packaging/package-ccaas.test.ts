// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { gunzipSync } from 'node:zlib';
import { FabricError, packageCcaas, packageIDOf } from '../../src/index.js';
import { rejection } from '../support/rejection.js';

const connection = { address: '{{.host}}:7052', dial_timeout: '10s', tls_required: false } as const;

describe('packageCcaas', () => {
  /*
   * `peer lifecycle chaincode calculatepackageid` of Fabric 3.1.5 gives this ID for these bytes. It must never change:
   * organizations with different releases of this software would no longer agree.
   */
  it('gives the package ID that it always gave', async () => {
    const { packageID } = await packageCcaas({ label: 'opssc_1.0', connection });
    expect(packageID).to.equal('opssc_1.0:a7544dbd7c4e37fb898d9b46a20f4591431842396199baab0d24b58cfe5c923f');
  });

  it('does not depend on the order of properties, nor on those that are undefined', async () => {
    const reordered = { tls_required: false, dial_timeout: '10s', root_cert: undefined, address: '{{.host}}:7052' };
    const one = await packageCcaas({ label: 'cc', connection });
    const other = await packageCcaas({ label: 'cc', connection: reordered as unknown as typeof connection });
    expect(Buffer.from(other.bytes)).to.deep.equal(Buffer.from(one.bytes));
  });

  it('depends on the label and on every property', async () => {
    const ids = await Promise.all(
      [
        { label: 'cc', connection },
        { label: 'cc2', connection },
        { label: 'cc', connection: { ...connection, address: '{{.host}}:7053' } },
        { label: 'cc', connection: { ...connection, tls_required: true } },
        { label: 'cc', connection: { ...connection, client_auth_required: false } },
      ].map(async (options) => (await packageCcaas(options)).packageID.split(':')[1]),
    );
    expect(new Set(ids).size).to.equal(ids.length);
  });

  it('holds metadata.json and code.tar.gz with connection.json', async () => {
    const { bytes } = await packageCcaas({ label: 'cc', connection });
    const archive = gunzipSync(bytes);
    expect(archive.toString('latin1')).to.contain('{"label":"cc","path":"","type":"ccaas"}');
    const code = gunzipSync(archive.subarray(archive.indexOf(Buffer.from([0x1f, 0x8b]))));
    expect(code.toString('utf8', 0, 'connection.json'.length)).to.equal('connection.json');
    expect(code.toString()).to.contain('{"address":"{{.host}}:7052","dial_timeout":"10s","tls_required":false}');
  });

  for (const label of ['', '-cc', 'c c', 'c/c', 'é']) {
    it(`refuses the label "${label}"`, async () => {
      const error = await rejection(packageCcaas({ label, connection }), FabricError);
      expect(error.code).to.equal('INVALID_ARGUMENT');
    });
  }
});

describe('packageIDOf', () => {
  it('reads the label from the package', async () => {
    const { bytes, packageID } = await packageCcaas({ label: 'cc_1.0+a', connection });
    expect(await packageIDOf(bytes)).to.equal(packageID);
  });

  it('refuses what is not a chaincode package', async () => {
    const { bytes } = await packageCcaas({ label: 'cc', connection });
    const archive = gunzipSync(bytes);
    const code = archive.subarray(archive.indexOf(Buffer.from([0x1f, 0x8b])));
    for (const wrong of [Buffer.from('no gzip'), Buffer.from(bytes).subarray(0, 100), code]) {
      const error = await rejection(packageIDOf(wrong), FabricError);
      expect(error.code).to.equal('INVALID_ARGUMENT');
    }
  });
});
