// SPDX-License-Identifier: Apache-2.0

import { msp } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { generateKeyPairSync, verify, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FabricError, newFileSigningIdentity, newSigningIdentity, serializeIdentity } from '../../src/index.js';
import { newTestCa, type TestCa } from '../support/certificates.js';
import { rejection } from '../support/rejection.js';

/** Half the order of P-256: Fabric refuses an s above it. */
const P256_HALF_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n / 2n;

describe('newSigningIdentity', () => {
  let ca: TestCa;

  before(async () => {
    ca = await newTestCa('ca');
  });

  for (const curve of ['P-256', 'P-384'] as const) {
    it(`makes signatures over SHA-256 that verify, with ${curve}`, async () => {
      const pem = await ca.issue('admin', curve);
      const identity = newSigningIdentity({ mspID: 'Org1MSP', ...pem });
      const message = Buffer.from('a message');
      const { publicKey } = new X509Certificate(pem.certificate);
      for (let round = 0; round < 50; round += 1) {
        const signature = await identity.sign(message);
        expect(verify('sha256', message, publicKey, signature)).to.be.true;
        expect(verify('sha256', Buffer.from('another'), publicKey, signature)).to.be.false;
      }
    });
  }

  it('makes signatures with a low s only', async () => {
    const identity = newSigningIdentity({ mspID: 'Org1MSP', ...(await ca.issue('admin')) });
    // Without the rule, half of all signatures would fail this.
    for (let round = 0; round < 64; round += 1) {
      const signature = Buffer.from(await identity.sign(Buffer.from([round])));
      const rLength = signature[3] ?? 0;
      const s = signature.subarray(4 + rLength + 2);
      expect(BigInt(`0x${s.toString('hex')}`) <= P256_HALF_ORDER).to.be.true;
    }
  });

  it("refuses a key that is not the certificate's", async () => {
    const { certificate } = await ca.issue('admin');
    const { privateKey } = await ca.issue('other');
    expect(() => newSigningIdentity({ mspID: 'Org1MSP', certificate, privateKey }))
      .to.throw(FabricError, "not the certificate's")
      .with.property('code', 'INVALID_ARGUMENT');
  });

  for (const { curve, pem } of [
    { curve: 'P-521', pem: () => ca.issue('admin', 'P-521').then(({ privateKey }) => privateKey) },
    {
      curve: 'Ed25519',
      pem: () =>
        Promise.resolve(
          Buffer.from(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })),
        ),
    },
  ]) {
    it(`refuses a key on ${curve}`, async () => {
      const { certificate } = await ca.issue('admin');
      const privateKey = await pem();
      expect(() => newSigningIdentity({ mspID: 'Org1MSP', certificate, privateKey })).to.throw(FabricError, 'P-256');
    });
  }

  it('refuses what is not PEM', async () => {
    const { certificate, privateKey } = await ca.issue('admin');
    const garbage = Buffer.from('garbage');
    expect(() => newSigningIdentity({ mspID: 'Org1MSP', certificate: garbage, privateKey })).to.throw('certificate');
    expect(() => newSigningIdentity({ mspID: 'Org1MSP', certificate, privateKey: garbage })).to.throw('private key');
  });
});

describe('newFileSigningIdentity', () => {
  let dir: string;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'opssc-identity-'));
  });

  after(async () => {
    await rm(dir, { recursive: true });
  });

  it('reads an identity from PEM files', async () => {
    const pem = await (await newTestCa('ca')).issue('admin');
    const certificate = join(dir, 'cert.pem');
    const privateKey = join(dir, 'key.pem');
    await writeFile(certificate, pem.certificate);
    await writeFile(privateKey, pem.privateKey);
    const identity = await newFileSigningIdentity({ mspID: 'Org1MSP', certificate, privateKey });
    const signature = await identity.sign(Buffer.from('x'));
    expect(verify('sha256', Buffer.from('x'), new X509Certificate(pem.certificate).publicKey, signature)).to.be.true;
  });

  it('names the files when one cannot be read', async () => {
    const missing = join(dir, 'missing.pem');
    const identity = newFileSigningIdentity({ mspID: 'Org1MSP', certificate: missing, privateKey: missing });
    const error = await rejection(identity, FabricError);
    expect(error.code).to.equal('INVALID_ARGUMENT');
    expect(error.message).to.contain(missing);
    expect(error.cause).to.have.property('code', 'ENOENT');
  });
});

describe('serializeIdentity', () => {
  it('holds the MSP ID and the certificate in PEM', () => {
    const certificate = Buffer.from('-----BEGIN CERTIFICATE-----');
    const identity = msp.SerializedIdentity.deserializeBinary(serializeIdentity({ mspID: 'Org1MSP', certificate }));
    expect(identity.getMspid()).to.equal('Org1MSP');
    expect(Buffer.from(identity.getIdBytes_asU8())).to.deep.equal(certificate);
  });
});
