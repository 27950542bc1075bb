// SPDX-License-Identifier: Apache-2.0

import { type MspProfile, mspConfig, newMspManager } from '@opssc/configtx';
import { newFileSigningIdentity, serializeIdentity } from '@opssc/fabric-admin';
import { expect } from 'chai';
import { X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeCryptoMaterial } from '../../src/crypto/write-crypto-material.js';
import type { IdentityFiles, OrganizationCrypto } from '../../src/index.js';
import { failureOf } from '../support/failure-of.js';
import { temporaryDir } from '../support/temporary-dir.js';
import { testPlan } from '../support/test-plan.js';

describe('OrganizationCrypto', () => {
  const dir = temporaryDir();
  let crypto: OrganizationCrypto;
  let rootCert: string;
  let present: IdentityFiles;

  beforeEach(async () => {
    const plan = testPlan(dir());
    await writeCryptoMaterial(plan, new Date());
    const [organization] = plan.organizations;
    if (organization === undefined) {
      throw new Error('the plan has no organization');
    }
    ({ crypto, admin: present } = organization);
    rootCert = await readFile(crypto.rootCertFile, 'utf8');
  });

  /** What a channel whose MSP is this says about an identity: its roles, or why it is refused. */
  async function judge(identity: IdentityFiles, msp: Partial<MspProfile> = {}): Promise<readonly string[] | string> {
    const tlsRootCerts = [await readFile(crypto.tlsRootCertFile, 'utf8')];
    const profile = { mspID: 'Org1MSP', rootCerts: [rootCert], tlsRootCerts, ...msp };
    const creator = serializeIdentity(await newFileSigningIdentity(identity));
    try {
      return [...newMspManager([mspConfig(profile)], { allowsEd25519: true }).deserialize(creator).roles].sort();
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  it('issues admins and clients that a channel takes at once', async () => {
    expect(await judge(await crypto.issueUser('Second', 'admin'))).to.deep.equal(['admin', 'member']);
    const auditor = await crypto.issueUser('Auditor', 'client');
    expect(await judge(auditor)).to.deep.equal(['client', 'member']);
    expect(auditor.mspDir).to.include(join('users', 'Auditor@org1.example.com', 'msp'));
  });

  it('has intermediate CAs whose users count where the channel has the CA', async () => {
    const { certFile, issueUser } = await crypto.newIntermediateCA('branch');
    const intermediateCerts = [await readFile(certFile, 'utf8')];
    const user = await issueUser('Teller', 'admin');
    expect(await judge(user, { intermediateCerts })).to.deep.equal(['admin', 'member']);
    expect(await judge(user)).to.include('certificate signed by unknown authority');
    expect(await readdir(join(user.mspDir, 'intermediatecerts'))).to.have.length(1);
    expect((await failureOf(crypto.newIntermediateCA('branch'))).code).to.equal('INVALID_OPTION');
  });

  it('has intermediate CAs of a further root, beside which the present identities stay good', async () => {
    const root = await crypto.newRootCA();
    const branch = await root.newIntermediateCA('branch');
    const teller = await branch.issueUser('Teller', 'client');
    const msp = {
      rootCerts: [rootCert, await readFile(root.certFile, 'utf8')],
      intermediateCerts: [await readFile(branch.certFile, 'utf8')],
    };
    expect(await judge(teller, msp)).to.deep.equal(['client', 'member']);
    expect(await judge(present, msp)).to.deep.equal(['admin', 'member']);
    const { certFile } = await crypto.newIntermediateCA('below-the-first');
    const locked = { ...msp, intermediateCerts: [await readFile(certFile, 'utf8')] };
    expect(await judge(present, locked)).to.include('Parent certificate should be a leaf');
  });

  it('has further root CAs beside the first', async () => {
    const roots = [await crypto.newRootCA(), await crypto.newRootCA()];
    const users = await Promise.all(roots.map(({ issueUser }) => issueUser('Admin', 'admin')));
    const rootCerts = [rootCert, await readFile(roots[1]?.certFile ?? '', 'utf8')];
    const verdicts = await Promise.all(users.map((user) => judge(user, { rootCerts })));
    expect(verdicts[0]).to.include('certificate signed by unknown authority');
    expect(verdicts[1]).to.deep.equal(['admin', 'member']);
    expect(await judge(present, { rootCerts })).to.deep.equal(['admin', 'member']);
  });

  it('revokes certificates, and those that it revoked before', async () => {
    const users = [await crypto.issueUser('One', 'client'), await crypto.issueUser('Two', 'client')];
    const first = await crypto.revoke([users[0]?.certificate ?? '']);
    const second = await crypto.revoke([users[1]?.certificate ?? '']);
    const verdicts = async (list: string) =>
      Promise.all([...users, present].map((user) => judge(user, { revocationList: [list] })));
    expect((await verdicts(first)).map((verdict) => typeof verdict)).to.deep.equal(['string', 'object', 'object']);
    expect((await verdicts(second)).map((verdict) => typeof verdict)).to.deep.equal(['string', 'string', 'object']);
    expect((await verdicts(second))[0]).to.include('The certificate has been revoked');
  });

  it('revokes for the CA that has issued the certificate', async () => {
    const branch = await crypto.newIntermediateCA('branch');
    const user = await branch.issueUser('Teller', 'client');
    const intermediateCerts = [await readFile(branch.certFile, 'utf8')];
    const revocationList = [await crypto.revoke([user.certificate])];
    expect(await judge(user, { intermediateCerts, revocationList })).to.include('The certificate has been revoked');
    expect((await failureOf(crypto.revoke([user.certificate, present.certificate]))).code).to.equal('INVALID_OPTION');
  });

  it('takes the whole branch away with its CA', async () => {
    const branch = await crypto.newIntermediateCA('branch');
    const user = await branch.issueUser('Teller', 'client');
    const intermediateCerts = [await readFile(branch.certFile, 'utf8')];
    const revocationList = [await crypto.revoke([branch.certFile])];
    expect(await judge(user, { intermediateCerts, revocationList })).to.include('revoked');
  });

  it('replaces a former user, and refuses names that lead elsewhere', async () => {
    const before = new X509Certificate(await readFile((await crypto.issueUser('One', 'client')).certificate));
    const after = new X509Certificate(await readFile((await crypto.issueUser('One', 'client')).certificate));
    expect(after.serialNumber).to.not.equal(before.serialNumber);
    expect((await failureOf(crypto.issueUser('../One', 'client'))).code).to.equal('INVALID_OPTION');
    expect((await failureOf(crypto.newIntermediateCA('../branch'))).code).to.equal('INVALID_OPTION');
  });
});
