// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { generateKeyPairSync, sign } from 'node:crypto';
import { ecdsaCurveOf } from '../../src/msp/ecdsa-curve.js';
import { encodeEcdsaSignature, parseEcdsaSignature } from '../../src/msp/ecdsa-signature.js';
import { signatureVerifier } from '../../src/msp/signature-verifier.js';

const message = Buffer.from('a message');

/** One signature in its low-S and its high-S form. */
function bothForms(namedCurve: string, digest = 'sha256') {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve });
  const signature = parseEcdsaSignature(sign(digest, message, privateKey));
  const curve = ecdsaCurveOf(publicKey);
  if (!signature || !curve) {
    throw new Error('no ECDSA signature');
  }
  const { r, s } = signature;
  const other = curve.order - s;
  const [low, high] = s < other ? [s, other] : [other, s];
  return { publicKey, low: encodeEcdsaSignature({ r, s: low }), high: encodeEcdsaSignature({ r, s: high }), r };
}

describe('signatureVerifier', () => {
  for (const curve of ['prime256v1', 'secp224r1', 'secp384r1', 'secp521r1']) {
    it(`takes a signature on ${curve} with a low S and refuses it with a high one`, () => {
      const { publicKey, low, high } = bothForms(curve);
      const verify = signatureVerifier(publicKey, 'sha256');
      expect(verify?.(message, low)).to.equal(true);
      expect(verify?.(message, high)).to.equal(false);
    });
  }

  it('verifies over the digest it was made for', () => {
    const { publicKey, low } = bothForms('prime256v1', 'sha3-256');
    expect(signatureVerifier(publicKey, 'sha3-256')?.(message, low)).to.equal(true);
    expect(signatureVerifier(publicKey, 'sha256')?.(message, low)).to.equal(false);
  });

  it('refuses the signature of another message or key', () => {
    const { publicKey, low } = bothForms('prime256v1');
    expect(signatureVerifier(publicKey, 'sha256')?.(Buffer.from('another'), low)).to.equal(false);
    expect(signatureVerifier(bothForms('prime256v1').publicKey, 'sha256')?.(message, low)).to.equal(false);
  });

  it('takes bytes after the signature, as Go does', () => {
    const { publicKey, low } = bothForms('prime256v1');
    expect(signatureVerifier(publicKey, 'sha256')?.(message, Buffer.concat([low, Uint8Array.of(1, 2)]))).to.equal(true);
  });

  it('refuses numbers outside of the curve and texts that are no signatures', () => {
    const { publicKey, r } = bothForms('prime256v1');
    const verify = signatureVerifier(publicKey, 'sha256');
    const order = ecdsaCurveOf(publicKey)?.order ?? 0n;
    const wrong = [
      encodeEcdsaSignature({ r: order, s: 1n }),
      encodeEcdsaSignature({ r: order << 512n, s: 1n }),
      encodeEcdsaSignature({ r, s: order >> 1n }),
      Buffer.from('no signature'),
      new Uint8Array(),
    ];
    expect(wrong.map((signature) => verify?.(message, signature))).to.deep.equal(wrong.map(() => false));
  });

  it('verifies Ed25519 over the message itself', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const verify = signatureVerifier(publicKey, 'sha256');
    expect(verify?.(message, sign(undefined, message, privateKey))).to.equal(true);
    expect(verify?.(Buffer.from('another'), sign(undefined, message, privateKey))).to.equal(false);
    expect(verify?.(message, new Uint8Array())).to.equal(false);
  });

  it('knows no signatures of RSA and of curves that Fabric does not have', () => {
    expect(signatureVerifier(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey, 'sha256')).to.equal(
      undefined,
    );
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
    expect(signatureVerifier(publicKey, 'sha256')).to.equal(undefined);
  });
});
