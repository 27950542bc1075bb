// SPDX-License-Identifier: Apache-2.0

import { ecdsaCurveOf } from '../../src/msp/ecdsa-curve.js';
import { encodeEcdsaSignature, parseEcdsaSignature } from '../../src/msp/ecdsa-signature.js';
import { certificateFromPem, certificateToDer } from '../../src/msp/certificate.js';
import {
  aYearAgo,
  type CertificateOptions,
  inAYear,
  newTestAuthority,
  type TestCertificate,
} from './test-authority.js';
import type { TestMsp } from './test-msp.js';

/** An MSP, and certificates that it is asked about. */
export interface MspCase {
  readonly msp: TestMsp;
  /** With the MSP version of channel capability `V3_0`. */
  readonly isVersion3: boolean;
  /** By what is special about them, in PEM. */
  readonly identities: Readonly<Record<string, string>>;
}

const mspID = 'Org1MSP';
const serverAuth = '1.3.6.1.5.5.7.3.1';
const clientAuth = '1.3.6.1.5.5.7.3.2';
const days = (number: number): number => number * 24 * 60 * 60 * 1000;
const tenYearsAgo = new Date(Date.now() - days(3650));
const inTenYears = new Date(Date.now() + days(3650));
const client = (options: Partial<CertificateOptions> = {}): CertificateOptions => ({
  commonName: 'user1',
  units: ['client'],
  ...options,
});

/** The cases by what is special about the MSP. */
export async function mspCases(): Promise<Readonly<Record<string, MspCase>>> {
  return {
    ...(await rootOnly()),
    ...(await intermediates()),
    ...(await units()),
    ...(await admins()),
    ...(await invalid()),
  };
}

async function rootOnly(): Promise<Record<string, MspCase>> {
  const ca = await newTestAuthority({ commonName: 'ca' });
  const stranger = await newTestAuthority({ commonName: 'ca' });
  const revoked = await ca.issue(client());
  const user = await ca.issue(client());
  const issue = async (options: Partial<CertificateOptions>): Promise<string> => (await ca.issue(client(options))).pem;
  const identities = {
    client: user.pem,
    peer: await issue({ units: ['peer'] }),
    admin: await issue({ units: ['admin'] }),
    orderer: await issue({ units: ['orderer'] }),
    'no unit': await issue({ units: [] }),
    'a unit that is no role': await issue({ units: ['department1'] }),
    'a role and a department': await issue({ units: ['department1', 'client'] }),
    'two roles': await issue({ units: ['client', 'peer'] }),
    'one role twice': await issue({ units: ['client', 'client'] }),
    'a role in capitals': await issue({ units: ['CLIENT'] }),
    'expired since': await issue({ notAfter: new Date(Date.now() - days(1)) }),
    'not yet valid': await issue({ notBefore: new Date(Date.now() + days(1)) }),
    'older than its CA': await issue({ notBefore: tenYearsAgo }),
    'younger than its CA lives': await issue({
      notBefore: new Date(inAYear.getTime() + days(1)),
      notAfter: inTenYears,
    }),
    revoked: revoked.pem,
    'of another CA with the same name': (await stranger.issue(client())).pem,
    'of a CA with another name': (await (await newTestAuthority({ commonName: 'other' })).issue(client())).pem,
    'the CA itself': ca.pem,
    'a CA by its constraints': await issue({ isCA: true }),
    'for clients of TLS only': await issue({ extendedKeyUsages: [clientAuth] }),
    'for both ends of TLS': await issue({ extendedKeyUsages: [clientAuth, serverAuth] }),
    'for any use': await issue({ extendedKeyUsages: ['2.5.29.37.0'] }),
    'an unknown critical extension': await issue({ criticalExtension: '1.2.3.4.5' }),
    'P-384': await issue({ key: 'P-384' }),
    Ed25519: await issue({ key: 'Ed25519' }),
    RSA: await issue({ key: 'RSA' }),
    'signed with a high S': withSignature(user.pem, ca, 'high'),
    'signed with a low S': withSignature(user.pem, ca, 'low'),
    'text before the PEM': `some text\n${user.pem}`,
    'PEM of another type': user.pem.replaceAll('CERTIFICATE', 'SOMETHING'),
    'no PEM': 'a certificate',
    'an empty PEM': '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n',
    'a truncated certificate': truncated(user.pem),
    'bytes after the certificate': extended(user.pem),
  };
  const msp = { mspID, roots: [ca.pem], revocationLists: [await ca.revoke(revoked)] };
  return {
    'a root CA, of version 1.4.3': { msp, isVersion3: false, identities },
    'a root CA, of version 3': { msp, isVersion3: true, identities },
    'a revocation list of another CA': {
      msp: { mspID, roots: [ca.pem], revocationLists: [await stranger.revoke(revoked)] },
      isVersion3: false,
      identities: { revoked: revoked.pem },
    },
    'another MSP': { msp: { mspID: 'Org2MSP', roots: [ca.pem] }, isVersion3: false, identities: { client: user.pem } },
    'a root CA on P-384': await otherKey('P-384'),
    'a root CA with RSA': await otherKey('RSA'),
    'a root CA with Ed25519': await otherKey('Ed25519'),
  };
}

async function otherKey(key: 'P-384' | 'RSA' | 'Ed25519'): Promise<MspCase> {
  const ca = await newTestAuthority({ commonName: 'ca', key });
  return { msp: { mspID, roots: [ca.pem] }, isVersion3: true, identities: { client: (await ca.issue(client())).pem } };
}

async function intermediates(): Promise<Record<string, MspCase>> {
  const root = await newTestAuthority({ commonName: 'root' });
  const first = await root.issueAuthority({ commonName: 'first' });
  const second = await root.issueAuthority({ commonName: 'second' });
  const below = await first.issueAuthority({ commonName: 'below' });
  const revoked = await first.issue(client());
  const identities = {
    'of the root': (await root.issue(client())).pem,
    'of the first': (await first.issue(client())).pem,
    'of the second': (await second.issue(client())).pem,
    'of one below the first': (await below.issue(client())).pem,
    revoked: revoked.pem,
  };
  const of = (...pems: string[]): TestMsp => ({ mspID, roots: [root.pem], intermediates: pems });
  const twice = await newTestAuthority({ commonName: 'twice' });
  return {
    'one intermediate CA': { msp: of(first.pem), isVersion3: false, identities },
    'two intermediate CAs': {
      msp: { ...of(first.pem, second.pem), revocationLists: [await first.revoke(revoked)] },
      isVersion3: false,
      identities,
    },
    'intermediate CAs one below the other': { msp: of(first.pem, below.pem), isVersion3: false, identities },
    'an intermediate CA without the one above it': { msp: of(below.pem), isVersion3: false, identities: {} },
    'a revoked intermediate CA': {
      msp: { ...of(first.pem, second.pem), revocationLists: [await root.revoke(second)] },
      isVersion3: false,
      identities: {},
    },
    'a root CA that is an intermediate one, too': {
      msp: { mspID, roots: [twice.pem], intermediates: [twice.pem] },
      isVersion3: false,
      identities: { client: (await twice.issue(client())).pem },
    },
    'two root CAs': {
      msp: { mspID, roots: [root.pem, twice.pem] },
      isVersion3: false,
      identities: {
        'of the first': (await root.issue(client())).pem,
        'of the second': (await twice.issue(client())).pem,
      },
    },
  };
}

async function units(): Promise<Record<string, MspCase>> {
  const root = await newTestAuthority({ commonName: 'root' });
  const first = await root.issueAuthority({ commonName: 'first' });
  const second = await root.issueAuthority({ commonName: 'second' });
  const identities = {
    'a client of the first': (await first.issue(client())).pem,
    'a client of the second': (await second.issue(client())).pem,
    'a department of the first': (await first.issue(client({ units: ['client', 'department1'] }))).pem,
    'a department of the second': (await second.issue(client({ units: ['client', 'department1'] }))).pem,
  };
  const msp: TestMsp = { mspID, roots: [root.pem], intermediates: [first.pem, second.pem] };
  return {
    'NodeOUs of one CA': { msp: { ...msp, nodeOUs: { authority: first.pem } }, isVersion3: false, identities },
    'a required unit': {
      msp: { ...msp, requiredUnits: [{ name: 'department1', authority: first.pem }] },
      isVersion3: false,
      identities: { ...identities, 'no unit': (await first.issue(client({ units: [] }))).pem },
    },
    'NodeOUs of a strange CA': {
      msp: { ...msp, nodeOUs: { authority: (await newTestAuthority({ commonName: 'strange' })).pem } },
      isVersion3: false,
      identities: {},
    },
    'NodeOUs of a CA that is not a leaf': {
      msp: { ...msp, nodeOUs: { authority: root.pem } },
      isVersion3: false,
      identities: { 'a client of the first': identities['a client of the first'] },
    },
  };
}

async function admins(): Promise<Record<string, MspCase>> {
  const ca = await newTestAuthority({ commonName: 'ca' });
  const admin = await ca.issue({ commonName: 'admin' });
  const clientAdmin = await ca.issue(client({ commonName: 'client admin' }));
  const peer = await ca.issue(client({ units: ['peer'] }));
  const identities = {
    'the admin': admin.pem,
    'a client as admin': clientAdmin.pem,
    'nobody special': (await ca.issue({ commonName: 'nobody' })).pem,
    'an admin by unit': (await ca.issue(client({ units: ['admin'] }))).pem,
    'a peer': peer.pem,
  };
  const roots = [ca.pem];
  return {
    'admins without NodeOUs': {
      msp: { mspID, roots, admins: [admin.pem], nodeOUs: 'off' },
      isVersion3: false,
      identities,
    },
    'admins with NodeOUs': { msp: { mspID, roots, admins: [clientAdmin.pem] }, isVersion3: false, identities },
    'no admins and no NodeOUs': { msp: { mspID, roots, nodeOUs: 'off' }, isVersion3: false, identities: {} },
    'no admins and no NodeOU for them': {
      msp: { mspID, roots, nodeOUs: { without: 'admin' } },
      isVersion3: false,
      identities: {},
    },
    'a peer as admin': { msp: { mspID, roots, admins: [peer.pem] }, isVersion3: false, identities: {} },
    'an admin without unit': { msp: { mspID, roots, admins: [admin.pem] }, isVersion3: false, identities: {} },
    'a revoked admin without NodeOUs': {
      msp: { mspID, roots, admins: [admin.pem], nodeOUs: 'off', revocationLists: [await ca.revoke(admin)] },
      isVersion3: false,
      identities: {},
    },
    'a CA as admin': { msp: { mspID, roots, admins: [ca.pem], nodeOUs: 'off' }, isVersion3: false, identities: {} },
    'an admin of another CA': {
      msp: {
        mspID,
        roots,
        admins: [(await (await newTestAuthority({ commonName: 'ca' })).issue(client())).pem],
        nodeOUs: 'off',
      },
      isVersion3: false,
      identities: {},
    },
  };
}

/** MSPs that are refused. */
async function invalid(): Promise<Record<string, MspCase>> {
  const ca = await newTestAuthority({ commonName: 'ca' });
  const user = await ca.issue(client());
  const young = await newTestAuthority({ commonName: 'young', notBefore: new Date(Date.now() - days(1)) });
  const narrow = await newTestAuthority({ commonName: 'narrow', pathLength: 0 });
  const mute = await newTestAuthority({ commonName: 'mute', withoutCertSign: true });
  const below = await narrow.issueAuthority({ commonName: 'below' });
  const of = (msp: Partial<TestMsp>): MspCase => ({
    msp: { mspID, roots: [ca.pem], ...msp },
    isVersion3: false,
    identities: {},
  });
  return {
    'no root CA': of({ roots: [] }),
    'a root CA that is no PEM': of({ roots: ['a CA'] }),
    'an intermediate CA as root CA': of({ roots: [(await ca.issueAuthority({ commonName: 'below' })).pem] }),
    'a user as root CA': of({ roots: [user.pem] }),
    'a user as intermediate CA': of({ intermediates: [user.pem] }),
    'a root CA without key identifier': of({
      roots: [(await newTestAuthority({ commonName: 'ca', withoutKeyIdentifier: true })).pem],
    }),
    'a root CA that may not sign certificates': of({ roots: [mute.pem] }),
    'an intermediate CA older than its root CA': of({
      roots: [young.pem],
      intermediates: [(await young.issueAuthority({ commonName: 'old', notBefore: aYearAgo })).pem],
    }),
    'more intermediate CAs than the root CA allows': {
      ...of({ roots: [narrow.pem], intermediates: [below.pem] }),
      identities: { client: (await below.issue(client())).pem },
    },
    'a revocation list that is none': of({ revocationLists: ['a list'] }),
    'a TLS CA that is none': of({ tlsRoots: [user.pem] }),
    'a TLS CA of its own': of({ tlsRoots: [young.pem] }),
    'a TLS intermediate CA of nobody': of({
      tlsRoots: [young.pem],
      tlsIntermediates: [(await ca.issueAuthority({ commonName: 'tls' })).pem],
    }),
    'a TLS intermediate CA': of({
      tlsRoots: [ca.pem],
      tlsIntermediates: [(await ca.issueAuthority({ commonName: 'tls' })).pem],
    }),
    'a TLS root CA without key identifier': of({
      tlsRoots: [(await newTestAuthority({ commonName: 'tls', withoutKeyIdentifier: true })).pem],
    }),
  };
}

/** The same certificate with the other of its CA's two signatures, if need be. */
function withSignature(pem: string, issuer: TestCertificate, form: 'high' | 'low'): string {
  const certificate = certificateFromPem(Buffer.from(pem));
  const signature = parseEcdsaSignature(certificate.signature);
  const curve = ecdsaCurveOf(certificateFromPem(Buffer.from(issuer.pem)).publicKey);
  if (!signature || !curve) {
    throw new Error('not signed with ECDSA');
  }
  const { r, s } = signature;
  const isHigh = s > curve.halfOrder;
  const wanted = encodeEcdsaSignature({ r, s: isHigh === (form === 'high') ? s : curve.order - s });
  return pemOf(certificateToDer({ ...certificate, signature: wanted }));
}

function truncated(pem: string): string {
  return pemOf(certificateFromPem(Buffer.from(pem)).der.slice(0, -10));
}

function extended(pem: string): string {
  return pemOf(Buffer.concat([certificateFromPem(Buffer.from(pem)).der, Uint8Array.of(0)]));
}

function pemOf(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `${['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----'].join('\n')}\n`;
}
