// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import {
  type ChannelProfile,
  type ConfigBundle,
  configFromBlock,
  ConfigTxError,
  MspError,
  newConfigBundle,
  newGenesisBlock,
  type SignedData,
} from '../src/index.js';
import { bftProfile, raftProfile } from './support/golden-profiles.js';
import { newTestAuthority, type TestAuthority, type TestCertificate } from './support/test-authority.js';
import { serializedIdentity } from './support/test-msp.js';

const data = Buffer.from('what is signed');
const names = ['Org1MSP', 'Org2MSP', 'Org3MSP'];

interface Organization {
  readonly ca: TestAuthority;
  readonly admin: TestCertificate;
  readonly peer: TestCertificate;
}

describe('newConfigBundle', () => {
  let organizations: ReadonlyMap<string, Organization>;
  let profile: ChannelProfile;
  let bundle: ConfigBundle;

  before(async function () {
    this.timeout(30_000);
    organizations = new Map(
      await Promise.all(
        names.map(async (name): Promise<[string, Organization]> => {
          const ca = await newTestAuthority({ commonName: name });
          const issue = (role: string): Promise<TestCertificate> => ca.issue({ commonName: role, units: [role] });
          return [name, { ca, admin: await issue('admin'), peer: await issue('peer') }];
        }),
      ),
    );
    profile = {
      ...raftProfile,
      application: {
        organizations: names.map((name) => ({
          name,
          msp: { mspID: name, rootCerts: [organizationOf(name).ca.pem], tlsRootCerts: [] },
        })),
      },
    };
    bundle = bundleOf(profile);
  });

  function organizationOf(name: string): Organization {
    const organization = organizations.get(name);
    if (!organization) {
      throw new Error(`no organization ${name}`);
    }
    return organization;
  }

  function signedBy(role: 'admin' | 'peer', ...mspIDs: readonly string[]): SignedData[] {
    return mspIDs.map((mspID) => {
      const certificate = organizationOf(mspID)[role];
      return { data, identity: serializedIdentity(mspID, certificate.pem), signature: certificate.sign(data) };
    });
  }

  it('knows the MSPs of orderers and application', () => {
    expect(bundle.msps.mspIDs).to.deep.equal(['OrdererMSP', ...names]);
    expect(bundle).to.include({ channelID: 'raft-channel', sequence: 0n });
  });

  it('has the policies of all groups, by absolute and by relative path', () => {
    const paths = [
      '/Channel/Readers',
      'Readers',
      '/Channel/Orderer/BlockValidation',
      '/Channel/Application/LifecycleEndorsement',
      'Application/LifecycleEndorsement',
      '/Channel/Application/Org1MSP/Endorsement',
      '/Channel/Orderer/OrdererOrg/Admins',
    ];
    expect(paths.filter((path) => !bundle.policies.has(path))).to.deep.equal([]);
    const missing = [
      '',
      '/',
      '/Channel',
      '/Channel/',
      '/Other/Readers',
      '/Channel/Application/Org1MSP/Nothing',
      '/Readers',
    ];
    expect(missing.filter((path) => bundle.policies.has(path))).to.deep.equal([]);
  });

  it('is satisfied by any organization for ANY', () => {
    expect(bundle.policies.evaluate('/Channel/Application/Writers', signedBy('admin', 'Org3MSP'))).to.equal(undefined);
  });

  it('needs more than half of the organizations for MAJORITY', () => {
    const path = '/Channel/Application/Endorsement';
    expect(bundle.policies.evaluate(path, signedBy('peer', 'Org1MSP'))).to.equal(
      "implicit policy evaluation failed - 1 sub-policies were satisfied, but this policy requires 2 of the 'Endorsement' sub-policies to be satisfied",
    );
    expect(bundle.policies.evaluate(path, signedBy('peer', 'Org1MSP', 'Org3MSP'))).to.equal(undefined);
  });

  it('counts an organization once, whoever of it signs', () => {
    const signatures = [...signedBy('peer', 'Org1MSP'), ...signedBy('admin', 'Org1MSP')];
    expect(bundle.policies.evaluate('/Channel/Application/Endorsement', signatures)).to.match(
      /1 sub-policies were satisfied/,
    );
  });

  it('needs every organization for ALL', () => {
    const strict = bundleOf({
      ...profile,
      application: {
        ...profile.application,
        policies: {
          Readers: { type: 'ImplicitMeta', rule: 'ANY Readers' },
          Writers: { type: 'ImplicitMeta', rule: 'ALL Writers' },
          Admins: { type: 'ImplicitMeta', rule: 'MAJORITY Admins' },
        },
      },
    });
    const path = '/Channel/Application/Writers';
    expect(strict.policies.evaluate(path, signedBy('admin', 'Org1MSP', 'Org2MSP'))).to.match(
      /2 sub-policies were satisfied, but this policy requires 3 of the 'Writers'/,
    );
    expect(strict.policies.evaluate(path, signedBy('admin', ...names))).to.equal(undefined);
  });

  it('evaluates implicit policies of implicit policies', () => {
    // The channel's Writers: any of Orderer and Application; Application's: any of its organizations.
    expect(bundle.policies.evaluate('/Channel/Writers', signedBy('admin', 'Org2MSP'))).to.equal(undefined);
    expect(bundle.policies.evaluate('/Channel/Writers', [])).to.equal(
      "implicit policy evaluation failed - 0 sub-policies were satisfied, but this policy requires 1 of the 'Writers' sub-policies to be satisfied",
    );
  });

  it('evaluates the policy of one organization', () => {
    const path = '/Channel/Application/Org1MSP/Admins';
    expect(bundle.policies.evaluate(path, signedBy('admin', 'Org1MSP'))).to.equal(undefined);
    expect(bundle.policies.evaluate(path, signedBy('peer', 'Org1MSP'))).to.equal(
      'signature set did not satisfy policy',
    );
    expect(bundle.policies.evaluate(path, signedBy('admin', 'Org2MSP'))).to.equal(
      'signature set did not satisfy policy',
    );
  });

  it('is satisfied without signatures where there is nobody to ask', () => {
    const empty = bundleOf({ ...profile, application: { organizations: [] } });
    expect(empty.policies.evaluate('/Channel/Application/Writers', [])).to.equal(undefined);
  });

  it('counts a group that lacks the policy as not satisfied', () => {
    // No organization of the orderers has an Endorsement policy.
    const orderer = {
      ...profile.orderer,
      policies: {
        Readers: { type: 'ImplicitMeta', rule: 'ANY Endorsement' },
        Writers: { type: 'ImplicitMeta', rule: 'ANY Writers' },
        Admins: { type: 'ImplicitMeta', rule: 'ANY Admins' },
        BlockValidation: { type: 'ImplicitMeta', rule: 'ANY Writers' },
      },
    } as const;
    const { policies } = bundleOf({ ...profile, orderer });
    expect(policies.evaluate('/Channel/Orderer/Readers', signedBy('peer', ...names))).to.match(
      /requires 1 of the 'Endorsement'/,
    );
  });

  it('says that there is no such policy', () => {
    expect(bundle.policies.evaluate('/Channel/Application/Nothing', [])).to.equal(
      "no such policy: 'Application/Nothing'",
    );
    expect(bundle.policies.evaluate('/Other/Writers', [])).to.equal("no such policy: '/Other/Writers'");
  });

  it('follows a revocation in the next configuration', async () => {
    const { ca, admin } = organizationOf('Org1MSP');
    const revocationList = [await ca.revoke(admin)];
    const [first, ...others] = profile.application.organizations;
    if (!first) {
      throw new Error('no organization');
    }
    const next = bundleOf({
      ...profile,
      application: { organizations: [{ ...first, msp: { ...first.msp, revocationList } }, ...others] },
    });
    const path = '/Channel/Application/Org1MSP/Admins';
    const signatures = signedBy('admin', 'Org1MSP');
    expect(bundle.policies.evaluate(path, signatures)).to.equal(undefined);
    expect(next.policies.evaluate(path, signatures)).to.equal('signature set did not satisfy policy');
    expect(() => next.msps.deserialize(signatures[0]?.identity ?? new Uint8Array())).to.throw(
      MspError,
      /has been revoked/,
    );
  });

  it('takes blocks of a BFT channel that a quorum of its consenters has signed', async () => {
    const ca = await newTestAuthority({ commonName: 'orderers' });
    const orderers = await Promise.all(
      [1, 2, 3, 4].map((id) => ca.issue({ commonName: `orderer${id}`, units: ['orderer'] })),
    );
    const consenters = orderers.map(({ pem }, index) => ({
      id: index + 1,
      host: `orderer${index + 1}.example.com`,
      port: 7050,
      mspID: 'OrdererMSP',
      identity: pem,
      clientTlsCert: pem,
      serverTlsCert: pem,
    }));
    const msp = { mspID: 'OrdererMSP', rootCerts: [ca.pem], tlsRootCerts: [] };
    const bft = bundleOf({
      ...bftProfile,
      orderer: {
        ...bftProfile.orderer,
        consensus: { type: 'BFT', consenters },
        organizations: [{ name: 'OrdererOrg', msp, ordererEndpoints: ['orderer1.example.com:7050'] }],
      },
    });
    const signatures = orderers.map((orderer) => ({
      data,
      identity: serializedIdentity('OrdererMSP', orderer.pem),
      signature: orderer.sign(data),
    }));
    const path = '/Channel/Orderer/BlockValidation';
    expect(bft.policies.evaluate(path, signatures.slice(0, 2))).to.equal('signature set did not satisfy policy');
    expect(bft.policies.evaluate(path, signatures.slice(1))).to.equal(undefined);
  });

  it('takes the genesis blocks of the golden profiles', () => {
    expect(bundleOf(raftProfile).msps.mspIDs).to.have.length(4);
    expect(bundleOf(bftProfile).msps.mspIDs).to.have.length(3);
  });

  describe('refuses', () => {
    const changes: readonly { reason: string; change: (channel: common.ConfigGroup) => void; message: RegExp }[] = [
      {
        reason: 'an organization without MSP',
        change: (channel) => organizationGroup(channel).getValuesMap().del('MSP'),
        message: /organization Org1MSP has no MSP/,
      },
      {
        reason: 'an MSP that cannot be decoded',
        change: (channel) => organizationGroup(channel).getValuesMap().get('MSP')?.setValue(Uint8Array.of(0xff)),
        message: /MSP of organization Org1MSP cannot be decoded/,
      },
      {
        reason: 'an MSP that Fabric refuses',
        change: (channel) => organizationGroup(channel).getValuesMap().get('MSP')?.setValue(new Uint8Array()),
        message: /setting up the MSP manager failed: expected at least one CA certificate/,
      },
      {
        reason: 'a policy of an unknown type',
        change: (channel) => channel.getPoliciesMap().get('Admins')?.getPolicy()?.setType(2),
        message: /policy Admins at path Channel has unknown policy type: 2/,
      },
      {
        reason: 'a policy that is none',
        change: (channel) => channel.getPoliciesMap().get('Admins')?.clearPolicy(),
        message: /policy Admins at path Channel was nil/,
      },
      {
        reason: 'a signature policy that makes no sense',
        change: (channel) =>
          organizationGroup(channel).getPoliciesMap().get('Admins')?.getPolicy()?.setValue(new Uint8Array()),
        message: /policy Admins at path Channel\/Application\/Org1MSP did not compile: Empty policy element/,
      },
      {
        reason: 'an implicit policy that cannot be decoded',
        change: (channel) => channel.getPoliciesMap().get('Admins')?.getPolicy()?.setValue(Uint8Array.of(0xff)),
        message: /policy Admins at path Channel cannot be decoded/,
      },
      {
        reason: 'an implicit policy of an unknown rule',
        change: (channel) => channel.getPoliciesMap().get('Admins')?.getPolicy()?.setValue(Uint8Array.of(0x10, 9)),
        message: /unknown rule 9 of an implicit meta policy/,
      },
    ];
    for (const { reason, change, message } of changes) {
      it(reason, () => {
        const { config } = configFromBlock(newGenesisBlock(profile));
        change(config.getChannelGroup() ?? new common.ConfigGroup());
        expect(() => newConfigBundle('raft-channel', config))
          .to.throw(ConfigTxError, message)
          .with.property('code', 'INVALID_CONFIG');
      });
    }

    it('a configuration without channel group', () => {
      expect(() => newConfigBundle('raft-channel', new common.Config())).to.throw(
        ConfigTxError,
        /must contain a channel group/,
      );
    });
  });
});

function bundleOf(profile: ChannelProfile): ConfigBundle {
  const { channelID, config } = configFromBlock(newGenesisBlock(profile));
  return newConfigBundle(channelID, config);
}

function organizationGroup(channel: common.ConfigGroup): common.ConfigGroup {
  const group = channel.getGroupsMap().get('Application')?.getGroupsMap().get('Org1MSP');
  if (!group) {
    throw new Error('no group of Org1MSP');
  }
  return group;
}
