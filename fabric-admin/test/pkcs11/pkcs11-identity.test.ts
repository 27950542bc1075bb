// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, HsmError, openOrganization } from '../../src/index.js';
import { toLowS } from '../../src/identity/low-s.js';
import { newPkcs11SigningIdentity } from '../../src/pkcs11/new-pkcs11-signing-identity.js';
import { openPkcs11Module } from '../../src/pkcs11/pkcs11-module.js';
import { newPkcs11Token, type Pkcs11Token, type Pkcs11TokenOptions } from '../../src/pkcs11/pkcs11-token.js';
import { newTestCa, type Pem, type TestCa } from '../support/certificates.js';
import { rejection } from '../support/rejection.js';
import { type SoftHsm, startSoftHsm } from '../support/soft-hsm.js';
import { until } from '../support/until.js';

const mspID = 'Org1MSP';
const label = 'opssc keys';
const message = Buffer.from('a proposal');

describe('a key in an HSM', () => {
  let hsm: SoftHsm;
  let ca: TestCa;
  let dir: string;
  let admin: Pem;
  let other: Pem;
  const tokens: Pkcs11Token[] = [];
  let remove: () => Promise<void> = () => Promise.resolve();

  before(async function () {
    const started = await startSoftHsm();
    if (started === undefined) {
      this.skip();
    }
    hsm = started;
    dir = await mkdtemp(join(tmpdir(), 'opssc-hsm-'));
    remove = async () => {
      await hsm.remove();
      await rm(dir, { recursive: true });
    };
    ca = await newTestCa('ca.Org1MSP');
    [admin, other] = await Promise.all([ca.issue('admin'), ca.issue('other')]);
    await hsm.newToken(label);
    await hsm.newToken('for wrong PINs');
    await hsm.importKey({ token: label, id: keyIDOf(admin), key: admin.privateKey });
    await hsm.importKey({ token: label, id: 'a1b2', key: other.privateKey });
  });

  afterEach(() => {
    for (const token of tokens.splice(0)) {
      token.close();
    }
  });

  after(() => remove());

  it('signs as the certificate verifies it, with low S, many messages at a time', async () => {
    const { sign } = await newPkcs11SigningIdentity({ mspID, certificate: admin.certificate, token: newToken() });
    const messages = Array.from({ length: 50 }, (_, index) => Buffer.from(`message ${index}`));

    const signatures = await Promise.all(messages.map((each) => sign(each)));

    const key = new X509Certificate(admin.certificate).publicKey;
    expect(messages.every((each, index) => verify('sha256', each, key, signatures[index] ?? Buffer.of()))).to.equal(
      true,
    );
    expect(signatures.every(hasLowS)).to.equal(true);
  });

  it('signs on P-384 too', async () => {
    const large = await ca.issue('large', 'P-384');
    await hsm.importKey({ token: label, id: keyIDOf(large), key: large.privateKey });

    const identity = await newPkcs11SigningIdentity({ mspID, certificate: large.certificate, token: newToken() });

    const signature = await identity.sign(message);
    expect(verify('sha256', message, new X509Certificate(large.certificate).publicKey, signature)).to.equal(true);
  });

  it('is found by the ID that is given', async () => {
    const keyID = Buffer.from('a1b2', 'hex');
    const { certificate } = other;

    const identity = await newPkcs11SigningIdentity({ mspID, certificate, token: newToken(), keyID });

    const signature = await identity.sign(message);
    expect(verify('sha256', message, new X509Certificate(certificate).publicKey, signature)).to.equal(true);
  });

  it('is refused when it is another than the certificate has', async () => {
    const options = { mspID, certificate: admin.certificate, token: newToken(), keyID: Buffer.from('a1b2', 'hex') };

    const error = await rejection(newPkcs11SigningIdentity(options), HsmError);

    expect([error.code, error.message]).to.deep.equal([
      'INVALID_ARGUMENT',
      "the key with the ID a1b2 is not the certificate's",
    ]);
  });

  it('is missed by its ID', async () => {
    const { certificate } = other;
    const error = await rejection(newPkcs11SigningIdentity({ mspID, certificate, token: newToken() }), HsmError);

    expect(error.message).to.equal(`the token ${label} has no ECDSA private key with the ID ${keyIDOf(other)}`);
  });

  it('is out of reach without its token, which may come', async () => {
    const error = await rejection(newToken({ place: { label: 'nothing' } }).sign(Buffer.of(1), digest()), HsmError);

    expect(error.code).to.equal('UNAVAILABLE');
    expect(error.message).to.match(/^there is no token nothing; .* has .*opssc keys in slot \d+/);
  });

  it('is out of reach without the library', async () => {
    const error = await rejection(newToken({ library: '/no/such.so' }).sign(Buffer.of(1), digest()), HsmError);

    expect(error.message).to.match(/^the PKCS#11 library \/no\/such\.so cannot be loaded: /);
  });

  it('is not reached with a wrong PIN, which is tried once', async () => {
    const place = { label: 'for wrong PINs' };
    let pin = 'wrong-pin';
    const readPin = () => pin;
    const key = Buffer.from('01', 'hex');
    const failure = async () => (await rejection(newToken({ place, readPin }).sign(key, digest()), HsmError)).message;

    expect(await failure()).to.equal(
      'the token for wrong PINs refuses the PIN (CKR_PIN_INCORRECT); it is not tried again',
    );
    expect(await failure()).to.equal('the PIN of the token for wrong PINs was refused and is not tried again');
    pin = hsm.pin;
    expect(await failure()).to.equal('the token for wrong PINs has no ECDSA private key with the ID 01');
  });

  it('goes on signing after its sessions were lost', async () => {
    const token = newToken();
    const identity = await newPkcs11SigningIdentity({ mspID, certificate: admin.certificate, token });
    const module = openPkcs11Module(hsm.library);

    module.calls.C_CloseAllSessions(module.findToken({ label }));
    const signatures = await Promise.all(Array.from({ length: 20 }, () => identity.sign(message)));

    const key = new X509Certificate(admin.certificate).publicKey;
    expect(signatures.every((signature) => verify('sha256', message, key, signature))).to.equal(true);
  });

  it('belongs to an identity of the configuration, with the PIN in a file or in the environment', async () => {
    const pinFile = join(dir, 'pin');
    await writeFile(pinFile, `${hsm.pin}\n`);
    for (const pinPlace of [{ pinFile }, { pinEnv: 'HSM_PIN' }]) {
      const config = await configuration({ library: hsm.library, label, ...pinPlace });
      const open = await openOrganization(config, { environment: { HSM_PIN: hsm.pin } });

      const signature = await open.identity.sign(message);
      open.close();

      expect(verify('sha256', message, new X509Certificate(admin.certificate).publicKey, signature)).to.equal(true);
    }
  });

  it('may be replaced by another one in the token, with a new certificate, and no restart', async () => {
    const renewed = await ca.issue('renewed');
    await hsm.importKey({ token: label, id: keyIDOf(renewed), key: renewed.privateKey });
    const config = await configuration({ library: hsm.library, label, pinEnv: 'HSM_PIN' });
    const logger = { info: () => undefined, warn: () => undefined };
    const open = await openOrganization(config, {
      environment: { HSM_PIN: hsm.pin },
      reload: { intervalMs: 5, logger },
    });

    await writeFile(join(dir, 'admin.pem'), renewed.certificate);
    await until(() => Buffer.from(open.identity.certificate).equals(renewed.certificate));

    const signature = await open.identity.sign(message);
    open.close();
    expect(verify('sha256', message, new X509Certificate(renewed.certificate).publicKey, signature)).to.equal(true);
  });

  it('makes a problem of the configuration where it cannot be used, and tells no PIN', async () => {
    const config = await configuration({ library: hsm.library, label: 'for wrong PINs', pinEnv: 'HSM_PIN' });
    const opening = openOrganization(config, { environment: { HSM_PIN: 'another-wrong-pin' } });

    const error = await rejection(opening, ConfigError);

    expect(error.problems.map(({ path }) => path)).to.deep.equal(['organization.identity']);
    expect(error.message).to.contain('CKR_PIN_INCORRECT').and.not.to.contain('another-wrong-pin');
  });

  function newToken(options: Partial<Pkcs11TokenOptions> = {}): Pkcs11Token {
    const token = newPkcs11Token({ library: hsm.library, place: { label }, readPin: () => hsm.pin, ...options });
    tokens.push(token);
    return token;
  }

  async function configuration(pkcs11: { library: string; label: string; pinFile?: string; pinEnv?: string }) {
    const certificate = join(dir, 'admin.pem');
    await writeFile(certificate, admin.certificate);
    const peer = { name: 'peer0', address: 'localhost:7051', tlsRootCerts: certificate };
    const identity = { certificate, pkcs11 };
    return { organization: { name: 'org1', mspID, identity, peers: [peer], orderers: [], ordering: [] } };
  }
});

function digest(): Uint8Array {
  return createHash('sha256').update(message).digest();
}

/** As Fabric names keys: the hash of the public key's point, which ends the SubjectPublicKeyInfo. */
function keyIDOf({ certificate }: Pem): string {
  const key = createPublicKey(Buffer.from(certificate));
  const length = key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 97 : 65;
  const point = key.export({ type: 'spki', format: 'der' }).subarray(-length);
  return createHash('sha256').update(point).digest('hex');
}

/** Signatures that change when they are brought to low S had a high one. */
function hasLowS(signature: Uint8Array): boolean {
  const raw = Buffer.concat([integerAt(signature, 0), integerAt(signature, 1)]);
  return Buffer.from(toLowS(raw, 'prime256v1')).equals(signature);
}

/** One of the two integers of a DER signature, in 32 bytes. */
function integerAt(signature: Uint8Array, index: 0 | 1): Buffer {
  const bytes = Buffer.from(signature);
  const first = bytes.readUInt8(3);
  const [start, length] = index === 0 ? [4, first] : [6 + first, bytes.readUInt8(5 + first)];
  const value = bytes.subarray(start, start + length);
  return Buffer.concat([Buffer.alloc(32), value]).subarray(-32);
}
