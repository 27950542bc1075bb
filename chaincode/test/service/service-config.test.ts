// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readServiceConfig, ServiceConfigError } from '../../src/service/service-config.js';

const minimal = { CHAINCODE_SERVER_ADDRESS: '0.0.0.0:9999', CHAINCODE_ID: `opssc_1.0:${'a'.repeat(64)}` };

function mistakes(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    readServiceConfig(environment);
  } catch (error) {
    if (error instanceof ServiceConfigError) {
      return error.mistakes;
    }
    throw error;
  }
  return [];
}

describe('readServiceConfig', () => {
  let directory: string;
  let pem: string;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'opssc-'));
    pem = join(directory, 'some.pem');
    await writeFile(pem, 'PEM');
  });

  after(async () => {
    await rm(directory, { recursive: true });
  });

  it('is without TLS unless told otherwise', () => {
    expect(readServiceConfig(minimal)).to.deep.equal({
      address: '0.0.0.0:9999',
      chaincodeID: minimal.CHAINCODE_ID,
    });
  });

  it('reads key and certificate for TLS', () => {
    const tls = { CHAINCODE_TLS_DISABLED: 'false', CHAINCODE_TLS_KEY: pem, CHAINCODE_TLS_CERT: pem };
    const content = Buffer.from('PEM');

    expect(readServiceConfig({ ...minimal, ...tls }).tls).to.deep.equal({ key: content, certificate: content });
    expect(readServiceConfig({ ...minimal, ...tls, CHAINCODE_CLIENT_CA_CERT: pem }).tls).to.deep.equal({
      key: content,
      certificate: content,
      clientCACertificate: content,
    });
  });

  it('tells all mistakes at once', () => {
    const found = mistakes({
      CHAINCODE_SERVER_ADDRESS: '9999',
      CHAINCODE_TLS_DISABLED: 'false',
      CHAINCODE_TLS_KEY: '/nowhere',
    });

    expect(found).to.have.lengthOf(4);
    expect(found[0]).to.match(/^CHAINCODE_SERVER_ADDRESS must be host:port/);
    expect(found[1]).to.match(/^CHAINCODE_ID is missing/);
    expect(found[2]).to.match(/^CHAINCODE_TLS_KEY cannot be read: ENOENT/);
    expect(found[3]).to.match(/^CHAINCODE_TLS_CERT is missing/);
  });

  it('does not guess what a flag means', () => {
    expect(mistakes({ ...minimal, CHAINCODE_TLS_DISABLED: 'yes' })).to.deep.include(
      'CHAINCODE_TLS_DISABLED must be true or false, not yes',
    );
  });
});
