// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import {
  blockDataHash,
  type ChannelProfile,
  configFromBlock,
  ConfigTxError,
  newGenesisBlock,
  type OrdererProfile,
} from '../../src/index.js';
import { genesisBlockJson } from '../support/genesis-block-json.js';
import { bftProfile, raftProfile } from '../support/golden-profiles.js';
import { readGolden, writeGolden } from '../support/golden.js';
import { findOfficialTools } from '../support/official-tools.js';

const profiles = [
  { file: 'raft.json', profile: raftProfile },
  { file: 'bft.json', profile: bftProfile },
];

/** The parts of a block's JSON that differ from one making to the next. */
interface BlockJson {
  header: { data_hash?: string };
  data: {
    data: {
      payload: { header: { channel_header: { timestamp: string }; signature_header: { nonce: string } } };
    }[];
  };
}

/** Our block with the nonce and the time of another, and both without what map order changes. */
function compareTo(theirs: BlockJson, profile: ChannelProfile, toJson: (block: common.Block) => unknown): void {
  const header = theirs.data.data[0]?.payload.header;
  const ours = newGenesisBlock(profile, {
    nonce: Buffer.from(header?.signature_header.nonce ?? '', 'base64'),
    timestamp: new Date(header?.channel_header.timestamp ?? ''),
  });
  expect(withoutDataHash(toJson(ours) as BlockJson)).to.deep.equal(withoutDataHash(theirs));
}

function withoutDataHash(block: BlockJson): BlockJson {
  const copy = structuredClone(block);
  delete copy.header.data_hash;
  return copy;
}

describe('newGenesisBlock', () => {
  for (const { file, profile } of profiles) {
    const { type } = profile.orderer.consensus;

    it(`equals the golden ${type} block of configtxgen`, () => {
      compareTo(readGolden(file) as BlockJson, profile, genesisBlockJson);
    });

    it(`equals what configtxgen makes now for ${type}`, function () {
      const tools = findOfficialTools();
      if (!tools) {
        this.runnable().title += ' (skipped: not found in FABRIC_BIN, PATH or ~/.opssc/fabric/bin)';
        this.skip();
      }
      this.timeout(30_000);
      const bytes = tools.genesisBlock(profile);
      const theirs = tools.decode('common.Block', bytes) as BlockJson;
      if (process.env['UPDATE_GOLDEN']) {
        writeGolden(file, theirs);
      }
      compareTo(theirs, profile, (block) => tools.decode('common.Block', block.serializeBinary()));
      expect(newGenesisBlock(profile).serializeBinary().length).to.equal(bytes.length);
    });

    it(`gives equal bytes for equal ${type} profiles, in whatever order their fields are`, () => {
      const options = { nonce: Buffer.alloc(24, 7), timestamp: new Date('2026-01-02T03:04:05.678Z') };
      const { application } = profile;
      const reordered: ChannelProfile = {
        ...profile,
        application: {
          ...application,
          organizations: application.organizations.toReversed(),
          ...(application.acls && { acls: Object.fromEntries(Object.entries(application.acls).toReversed()) }),
        },
      };
      const bytes = newGenesisBlock(profile, options).serializeBinary();
      expect(newGenesisBlock(reordered, options).serializeBinary()).to.deep.equal(bytes);
    });
  }

  it('has the hash of its data and no previous hash', () => {
    const block = newGenesisBlock(raftProfile);
    const data = block.getData() ?? new common.BlockData();
    expect(block.getHeader()?.getDataHash_asU8()).to.deep.equal(new Uint8Array(blockDataHash(data)));
    expect(block.getHeader()?.getPreviousHash_asU8()).to.have.length(0);
  });

  it('takes a nonce and a time of its own, so that no two blocks are equal', () => {
    const [first, second] = [newGenesisBlock(raftProfile), newGenesisBlock(raftProfile)];
    expect(first.serializeBinary()).not.to.deep.equal(second.serializeBinary());
    expect(configFromBlock(first).config.serializeBinary()).to.deep.equal(
      configFromBlock(second).config.serializeBinary(),
    );
  });

  it('writes no endpoints at the channel and needs those of the organizations with V3_0', () => {
    const organizations = bftProfile.orderer.organizations.map((organization) => ({
      ...organization,
      ordererEndpoints: [],
    }));
    const profile = { ...bftProfile, orderer: { ...bftProfile.orderer, organizations } };
    expect(() => newGenesisBlock(profile)).to.throw(
      ConfigTxError,
      /orderer endpoints for organization OrdererOrg are missing/,
    );
    const raft = { ...raftProfile, orderer: { ...raftProfile.orderer, organizations } };
    const channel = configFromBlock(newGenesisBlock(raft)).config.getChannelGroup();
    expect(channel?.getValuesMap().has('OrdererAddresses')).to.equal(false);
  });

  const { orderer } = raftProfile;
  const invalid: readonly { reason: string; orderer: OrdererProfile; channel?: string; message: RegExp }[] = [
    {
      reason: 'BFT without V3_0',
      orderer: bftProfile.orderer,
      message: /orderer type BFT must be used with V3_0 channel capability: V2_0/,
    },
    {
      reason: 'Raft without consenters',
      orderer: { ...orderer, consensus: { type: 'etcdraft', consenters: [] } },
      message: /did not specify any consenter/,
    },
    {
      reason: 'BFT without consenters',
      channel: 'V3_0',
      orderer: { ...orderer, consensus: { type: 'BFT', consenters: [] } },
      message: /did not specify any consenter/,
    },
    {
      reason: 'an unknown SmartBFT option',
      channel: 'V3_0',
      orderer: {
        ...bftProfile.orderer,
        consensus: { type: 'BFT', consenters: bftConsenters(), options: { Speed: 1 } },
      },
      message: /SmartBFT has no option Speed/,
    },
    {
      reason: 'a SmartBFT option of the wrong type',
      channel: 'V3_0',
      orderer: {
        ...bftProfile.orderer,
        consensus: { type: 'BFT', consenters: bftConsenters(), options: { CollectTimeout: 5 } },
      },
      message: /SmartBFT option CollectTimeout must be a string/,
    },
    {
      reason: 'no BlockValidation policy',
      orderer: { ...orderer, policies: raftProfile.application.policies ?? {} },
      message: /\/Channel\/Orderer: no BlockValidation policy defined/,
    },
    {
      reason: 'a policy rule that cannot be parsed',
      orderer: {
        ...orderer,
        organizations: orderer.organizations.map((organization) => ({
          ...organization,
          policies: {
            Admins: { type: 'Signature', rule: "OR('OrdererMSP.admin'" },
            Readers: { type: 'ImplicitMeta', rule: 'ANY Readers' },
            Writers: { type: 'ImplicitMeta', rule: 'ANY Writers' },
          },
        })),
      },
      message: /\/Channel\/Orderer\/OrdererOrg\/Admins: invalid rule .* position 21/,
    },
    {
      reason: 'no Admins policy',
      orderer: { ...orderer, organizations: orderer.organizations.map((o) => ({ ...o, policies: {} })) },
      message: /\/Channel\/Orderer\/OrdererOrg: no Admins policy defined/,
    },
    {
      reason: 'a certificate that is not in PEM',
      orderer: {
        ...orderer,
        organizations: orderer.organizations.map((o) => ({ ...o, msp: { ...o.msp, rootCerts: ['no PEM'] } })),
      },
      message: /MSP OrdererMSP: rootCerts\[0\]: not in PEM/,
    },
    {
      reason: 'ticks in the wrong order',
      orderer: {
        ...orderer,
        consensus: {
          type: 'etcdraft',
          consenters: orderer.consensus.type === 'etcdraft' ? orderer.consensus.consenters : [],
          options: {
            tickInterval: '1ms',
            electionTick: 1,
            heartbeatTick: 1,
            maxInflightBlocks: 5,
            snapshotIntervalSize: 1,
          },
        },
      },
      message: /election tick must be greater than heartbeat tick/,
    },
  ];
  for (const { reason, orderer: invalidOrderer, channel = 'V2_0', message } of invalid) {
    it(`refuses ${reason}`, () => {
      const profile = {
        ...raftProfile,
        capabilities: { ...raftProfile.capabilities, channel },
        orderer: invalidOrderer,
      };
      expect(() => newGenesisBlock(profile))
        .to.throw(ConfigTxError, message)
        .with.property('code', 'INVALID_PROFILE');
    });
  }
});

function bftConsenters() {
  const { consensus } = bftProfile.orderer;
  return consensus.type === 'BFT' ? consensus.consenters : [];
}
