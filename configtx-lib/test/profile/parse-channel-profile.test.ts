// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import {
  channelProfileFromConfig,
  type ChannelProfile,
  configFromBlock,
  newGenesisBlock,
  parseChannelProfile,
  validateChannelProfile,
} from '../../src/index.js';
import { bftProfile, raftProfile as goldenRaftProfile } from '../support/golden-profiles.js';
import { consensusNames, newOperationsChannel, type OperationsChannel } from '../support/operations-channel.js';
import { thrownBy } from '../support/thrown-by.js';

/** Without what only BFT knows of a consenter. */
const raftProfile: ChannelProfile = {
  ...goldenRaftProfile,
  orderer: {
    ...goldenRaftProfile.orderer,
    consensus: {
      type: 'etcdraft',
      consenters: goldenRaftProfile.orderer.consensus.consenters.map(
        ({ host, port, clientTlsCert, serverTlsCert }) => ({ host, port, clientTlsCert, serverTlsCert }),
      ),
    },
  },
};

const genesis = { nonce: Buffer.alloc(24, 1), timestamp: new Date(0) };
const blockOf = (profile: ChannelProfile) => newGenesisBlock(profile, genesis).serializeBinary();
const configOf = (profile: ChannelProfile) => configFromBlock(newGenesisBlock(profile)).config;

describe('parseChannelProfile', () => {
  for (const profile of [raftProfile, bftProfile]) {
    it(`reads the profile of a ${profile.orderer.consensus.type} channel from JSON`, () => {
      const parsed = parseChannelProfile(JSON.parse(JSON.stringify(profile)));
      expect(parsed).to.deep.equal(profile);
      expect(blockOf(parsed)).to.deep.equal(blockOf(profile));
    });
  }

  const organization = raftProfile.application.organizations[0];
  const refused: readonly { reason: string; change: object; path: string; message: RegExp }[] = [
    { reason: 'a misspelt field', change: { chanelID: 'x' }, path: 'profile.chanelID', message: /unknown field/ },
    {
      reason: 'a name that no channel may have',
      change: { channelID: 'My Channel' },
      path: 'profile.channelID',
      message: /must be a channel name/,
    },
    {
      reason: 'an organization twice',
      change: { application: { organizations: [organization, organization] } },
      path: 'profile.application.organizations[1].name',
      message: /organization Org1MSP is there twice/,
    },
    {
      reason: 'a broken certificate',
      change: {
        application: {
          organizations: [
            { ...organization, msp: { ...organization?.msp, rootCerts: ['-----BEGIN CERTIFICATE-----'] } },
          ],
        },
      },
      path: 'profile.application.organizations[0].msp.rootCerts[0]',
      message: /not a certificate/,
    },
    {
      reason: 'a consensus that Fabric does not have',
      change: { orderer: { ...raftProfile.orderer, consensus: { type: 'kafka', consenters: [] } } },
      path: 'profile.orderer.consensus.type',
      message: /./,
    },
    {
      reason: 'no consenter',
      change: { orderer: { ...raftProfile.orderer, consensus: { type: 'etcdraft', consenters: [] } } },
      path: 'profile.orderer.consensus.consenters',
      message: /did not specify any consenter/,
    },
  ];
  for (const { reason, change, path, message } of refused) {
    it(`refuses ${reason}`, () => {
      const error = thrownBy(() => parseChannelProfile({ ...raftProfile, ...change }));
      expect(error.path).to.equal(path);
      expect(error.message).to.match(message);
    });
  }

  describe("OpsSC v0.4's profile of a new channel", () => {
    const rule = (text: string) => ({ Type: 'ImplicitMeta', Rule: text });
    const creation = {
      Consortium: 'SampleConsortium',
      Application: {
        Capabilities: ['V2_0'],
        Policies: {
          Readers: rule('ANY Readers'),
          Writers: rule('ANY Writers'),
          Admins: rule('ALL Admins'),
          Endorsement: rule('ANY Endorsement'),
        },
        ACLs: { 'peer/Propose': '/Channel/Application/Writers' },
        Organizations: ['Org2MSP', 'Org3MSP'],
      },
    };

    for (const base of [raftProfile, bftProfile]) {
      it(`takes ordering service and organizations from a ${base.orderer.consensus.type} channel`, () => {
        const input = { ...creation, Application: { ...creation.Application, Organizations: ['Org2MSP'] } };
        const profile = parseChannelProfile(input, { base: { channelID: 'new', config: configOf(base) } });
        const expected: ChannelProfile = {
          ...base,
          channelID: 'new',
          capabilities: { ...base.capabilities, application: 'V2_0' },
          application: {
            organizations: base.application.organizations.filter(({ name }) => name === 'Org2MSP'),
            policies: {
              Readers: { type: 'ImplicitMeta', rule: 'ANY Readers' },
              Writers: { type: 'ImplicitMeta', rule: 'ANY Writers' },
              Admins: { type: 'ImplicitMeta', rule: 'ALL Admins' },
              Endorsement: { type: 'ImplicitMeta', rule: 'ANY Endorsement' },
            },
            acls: { 'peer/Propose': '/Channel/Application/Writers' },
          },
        };
        expect(blockOf(profile)).to.deep.equal(blockOf(expected));
      });
    }

    it('finds an organization by its MSP ID', () => {
      const profile = parseChannelProfile(creation, { base: { channelID: 'new', config: configOf(raftProfile) } });
      expect(profile.application.organizations.map(({ name }) => name)).to.deep.equal(['Org2MSP', 'ThirdOrg']);
    });

    it('refuses an organization that the other channel does not have', () => {
      const error = thrownBy(() =>
        parseChannelProfile(creation, { base: { channelID: 'new', config: configOf(bftProfile) } }),
      );
      expect(error.path).to.equal('profile.Application.Organizations[1]');
    });

    it('refuses to be all that there is', () => {
      const error = thrownBy(() => parseChannelProfile(creation));
      expect(error.message).to.match(/^profile: names its organizations only/);
    });

    it('refuses a misspelt field', () => {
      const error = thrownBy(() => parseChannelProfile({ ...creation, Aplication: {} }));
      expect(error.path).to.equal('profile.Aplication');
    });
  });
});

describe('channelProfileFromConfig', () => {
  for (const profile of [raftProfile, bftProfile]) {
    it(`gives a profile that makes the same ${profile.orderer.consensus.type} channel again`, () => {
      const again = channelProfileFromConfig({ channelID: profile.channelID, config: configOf(profile) });
      expect(blockOf(again)).to.deep.equal(blockOf(profile));
      expect(parseChannelProfile(JSON.parse(JSON.stringify(again)))).to.deep.equal(again);
    });
  }
});

describe('validateChannelProfile', () => {
  let channel: OperationsChannel;
  before(async () => {
    channel = await newOperationsChannel();
  });

  for (const consensus of consensusNames) {
    it(`takes a ${consensus} profile whose parts fit`, () => {
      validateChannelProfile(channel.profiles[consensus], { now: new Date() });
    });

    it(`refuses a ${consensus} profile when its certificates have expired`, () => {
      const error = thrownBy(() => {
        validateChannelProfile(channel.profiles[consensus], { now: new Date('2100-01-01') });
      });
      expect(error.path).to.match(/^profile\.orderer\.consensus\.consenters\[0\]\./);
      expect(error.message).to.match(/has expired/);
    });

    it(`refuses a ${consensus} profile with a consenter of nobody's`, () => {
      const profile = channel.profiles[consensus];
      const organizations = profile.orderer.organizations.slice(1);
      const error = thrownBy(() => {
        validateChannelProfile({ ...profile, orderer: { ...profile.orderer, organizations } }, { now: new Date() });
      });
      expect(error.path).to.equal('profile.orderer.consensus.consenters[0].clientTlsCert');
    });
  }

  it('refuses an MSP that Fabric refuses', () => {
    const profile = channel.profiles.BFT;
    const [first, ...others] = profile.application.organizations;
    const organizations = [
      ...(first ? [{ ...first, msp: { ...first.msp, rootCerts: [channel.organizations[0].node.identity] } }] : []),
      ...others,
    ];
    const error = thrownBy(() => {
      validateChannelProfile(
        { ...profile, application: { ...profile.application, organizations } },
        { now: new Date() },
      );
    });
    expect(error.path).to.equal('profile');
    expect(error.message).to.match(/MSP/);
  });
});
