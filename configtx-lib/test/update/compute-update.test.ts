// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { computeUpdate, ConfigTxError, configUpdateBytes, protoDecode, protoEncode } from '../../src/index.js';

const channelID = 'mychannel';

interface GroupJson {
  version?: string;
  mod_policy?: string;
  groups?: Record<string, GroupJson>;
  values?: Record<string, { version?: string; mod_policy?: string; value?: object }>;
  policies?: Record<string, { version?: string; mod_policy?: string; policy?: object | null }>;
}

const anyWriters = { type: 3, value: { rule: 'ANY', sub_policy: 'Writers' } };
const allWriters = { type: 3, value: { rule: 'ALL', sub_policy: 'Writers' } };

/** A small channel; what it leaves out has its default. */
const original: GroupJson = {
  version: '1',
  mod_policy: 'Admins',
  values: { HashingAlgorithm: { version: '2', mod_policy: 'Admins', value: { name: 'SHA256' } } },
  groups: {
    Application: {
      version: '4',
      mod_policy: 'Admins',
      policies: { Writers: { version: '3', mod_policy: 'Admins', policy: anyWriters } },
      groups: {
        Org1: { version: '5', mod_policy: 'Admins' },
        Org2: {
          version: '6',
          values: { AnchorPeers: { version: '7', value: { anchor_peers: [{ host: 'a', port: 1 }] } } },
        },
      },
    },
    Orderer: {
      version: '8',
      values: { BatchTimeout: { version: '9', mod_policy: 'Admins', value: { timeout: '2s' } } },
    },
  },
};

interface UpdateCase {
  readonly reason: string;
  readonly edit: (channel: Editable) => void;
  readonly read: GroupJson;
  readonly write: GroupJson;
}

/** The parts of the channel that the cases change. */
interface Editable extends GroupJson {
  groups: {
    Application: Required<Pick<GroupJson, 'groups' | 'policies'>> & GroupJson;
    Orderer: Required<Pick<GroupJson, 'values'>> & GroupJson;
  };
  values: NonNullable<GroupJson['values']>;
}

const cases: readonly UpdateCase[] = [
  {
    reason: 'a value: only it gets a new version',
    edit: ({ groups }) => {
      groups.Orderer.values['BatchTimeout'] = { version: '9', mod_policy: 'Admins', value: { timeout: '3s' } };
    },
    read: { version: '1', groups: { Orderer: { version: '8' } } },
    write: {
      version: '1',
      groups: {
        Orderer: {
          version: '8',
          values: { BatchTimeout: { version: '10', mod_policy: 'Admins', value: { timeout: '3s' } } },
        },
      },
    },
  },
  {
    reason: 'the mod policy of a value, whose contents are written again',
    edit: ({ values }) => {
      values['HashingAlgorithm'] = { mod_policy: 'Writers', value: { name: 'SHA256' } };
    },
    read: { version: '1' },
    write: {
      version: '1',
      values: { HashingAlgorithm: { version: '3', mod_policy: 'Writers', value: { name: 'SHA256' } } },
    },
  },
  {
    reason: 'a policy',
    edit: ({ groups }) => {
      groups.Application.policies['Writers'] = { mod_policy: 'Admins', policy: allWriters };
    },
    read: { version: '1', groups: { Application: { version: '4' } } },
    write: {
      version: '1',
      groups: {
        Application: {
          version: '4',
          policies: { Writers: { version: '4', mod_policy: 'Admins', policy: allWriters } },
        },
      },
    },
  },
  {
    reason: 'a policy that is empty from one that is not there',
    edit: ({ groups }) => {
      groups.Application.policies['Writers'] = { mod_policy: 'Admins', policy: null };
    },
    read: { version: '1', groups: { Application: { version: '4' } } },
    write: {
      version: '1',
      groups: { Application: { version: '4', policies: { Writers: { version: '4', mod_policy: 'Admins' } } } },
    },
  },
  {
    reason: 'a new member: the group gets a new version, the others are named in both sets',
    edit: ({ groups }) => {
      groups.Application.groups['Org3'] = {
        version: '9',
        mod_policy: 'Admins',
        values: { AnchorPeers: { version: '9', mod_policy: 'Admins', value: {} } },
      };
    },
    read: {
      version: '1',
      groups: {
        Application: {
          version: '4',
          policies: { Writers: { version: '3' } },
          groups: { Org1: { version: '5' }, Org2: { version: '6' } },
        },
      },
    },
    write: {
      version: '1',
      groups: {
        Application: {
          version: '5',
          mod_policy: 'Admins',
          policies: { Writers: { version: '3' } },
          groups: {
            Org1: { version: '5' },
            Org2: { version: '6' },
            Org3: { mod_policy: 'Admins', values: { AnchorPeers: { mod_policy: 'Admins', value: {} } } },
          },
        },
      },
    },
  },
  {
    reason: 'a member taken out',
    edit: ({ groups }) => {
      delete groups.Application.groups['Org1'];
    },
    read: {
      version: '1',
      groups: {
        Application: { version: '4', policies: { Writers: { version: '3' } }, groups: { Org2: { version: '6' } } },
      },
    },
    write: {
      version: '1',
      groups: {
        Application: {
          version: '5',
          mod_policy: 'Admins',
          policies: { Writers: { version: '3' } },
          groups: { Org2: { version: '6' } },
        },
      },
    },
  },
  {
    reason: 'the mod policy of a group',
    edit: ({ groups }) => {
      groups.Application.groups['Org1'] = { mod_policy: 'Writers' };
    },
    read: { version: '1', groups: { Application: { version: '4', groups: { Org1: { version: '5' } } } } },
    write: {
      version: '1',
      groups: { Application: { version: '4', groups: { Org1: { version: '6', mod_policy: 'Writers' } } } },
    },
  },
  {
    reason: 'a value added to a member, and a value elsewhere',
    edit: ({ groups }) => {
      groups.Application.groups['Org1'] = { mod_policy: 'Admins', values: { AnchorPeers: { value: {} } } };
      groups.Orderer.values['BatchTimeout'] = { mod_policy: 'Admins', value: { timeout: '1s' } };
    },
    read: {
      version: '1',
      groups: { Application: { version: '4', groups: { Org1: { version: '5' } } }, Orderer: { version: '8' } },
    },
    write: {
      version: '1',
      groups: {
        Application: {
          version: '4',
          groups: { Org1: { version: '6', mod_policy: 'Admins', values: { AnchorPeers: { value: {} } } } },
        },
        Orderer: {
          version: '8',
          values: { BatchTimeout: { version: '10', mod_policy: 'Admins', value: { timeout: '1s' } } },
        },
      },
    },
  },
];

describe('computeUpdate', () => {
  for (const { reason, edit, read, write } of cases) {
    it(`tells ${reason}`, () => {
      const updated = structuredClone(original) as Editable;
      edit(updated);
      const update = computeUpdate({ channelID, original: configOf(original), updated: configOf(updated) });
      const expected = protoEncode('common.ConfigUpdate', { channel_id: channelID, read_set: read, write_set: write });
      expect(update && protoDecode('common.ConfigUpdate', configUpdateBytes(update))).to.deep.equal(
        protoDecode('common.ConfigUpdate', expected),
      );
    });
  }

  it('returns undefined when nothing changed', () => {
    expect(computeUpdate({ channelID, original: configOf(original), updated: configOf(original) })).to.equal(undefined);
  });

  it('returns undefined when only versions and the sequence are others', () => {
    const updated = configOf({ ...original, version: '77' });
    updated.setSequence(8);
    expect(computeUpdate({ channelID, original: configOf(original), updated })).to.equal(undefined);
  });

  it('leaves what it was given as it was, whatever is done with the result', () => {
    const updatedJson = structuredClone(original) as Editable;
    updatedJson.groups.Application.groups['Org3'] = { policies: { Writers: { policy: anyWriters } } };
    const [from, to] = [configOf(original), configOf(updatedJson)];
    const update = computeUpdate({ channelID, original: from, updated: to });
    const added = update?.getWriteSet()?.getGroupsMap().get('Application')?.getGroupsMap().get('Org3');
    added?.getPoliciesMap().get('Writers')?.getPolicy()?.setType(0);
    expect(added?.getPoliciesMap().get('Writers')?.getPolicy()?.getType()).to.equal(0);
    expect(from.serializeBinary()).to.deep.equal(configOf(original).serializeBinary());
    expect(to.serializeBinary()).to.deep.equal(configOf(updatedJson).serializeBinary());
  });

  it('refuses a configuration without a channel group', () => {
    for (const [from, to] of [
      [new common.Config(), configOf(original)],
      [configOf(original), new common.Config()],
    ] as const) {
      expect(() => computeUpdate({ channelID, original: from, updated: to }))
        .to.throw(ConfigTxError, /no channel group/)
        .with.property('code', 'INVALID_CONFIG');
    }
  });
});

function configOf(channelGroup: GroupJson): common.Config {
  return common.Config.deserializeBinary(protoEncode('common.Config', { sequence: '3', channel_group: channelGroup }));
}
