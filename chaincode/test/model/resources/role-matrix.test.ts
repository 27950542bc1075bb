// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { type MembershipView, type EnvironmentView, type NodeView, roleMatrix } from '../../../src/model/index.js';

const recorded = { revision: 1, created: '', updated: '' };

const membership = (mspID: string): MembershipView => ({
  ...recorded,
  kind: 'membership',
  consortiumID: 'c',
  mspID,
  holder: mspID,
  term: 1,
  recorded: 'active',
  state: 'active',
  votes: [],
});

const environment = (environmentID: string, state: EnvironmentView['state'] = 'open'): EnvironmentView => ({
  ...recorded,
  kind: 'environment',
  environmentID,
  consortiumID: 'c',
  displayName: '',
  consensus: 'bft',
  fabricVersion: '3.1',
  channels: [],
  holder: 'A',
  state,
  members: [],
});

const node = (name: string, more: Partial<NodeView> = {}): NodeView => ({
  ...recorded,
  kind: 'node',
  environmentID: 'e1',
  name,
  mspID: 'A',
  term: 1,
  type: 'orderer',
  endpoint: 'h:1',
  state: 'active',
  ...more,
});

describe('roleMatrix', () => {
  it('has a row a membership and a column an open environment, both in order', () => {
    const { environments, rows } = roleMatrix({
      memberships: [membership('B'), membership('A')],
      environments: [environment('e2'), environment('e1'), environment('gone', 'closed')],
      nodes: [],
    });

    expect(environments).to.deep.equal(['e1', 'e2']);
    expect(rows.map(({ mspID }) => mspID)).to.deep.equal(['A', 'B']);
    expect(rows[0]?.nodes['e1']).to.deep.equal({ peer: [], orderer: [], ca: [] });
  });

  it('shows nodes by type with what was observed, and leaves out those that are gone', () => {
    const { rows } = roleMatrix({
      memberships: [membership('A'), membership('B')],
      environments: [environment('e1')],
      nodes: [
        node('o2'),
        node('o1', { observed: { role: 'leader', time: '' } }),
        node('p1', { type: 'peer', mspID: 'B' }),
        node('o3', { state: 'removed' }),
      ],
    });

    expect(rows[0]?.nodes['e1']?.orderer).to.deep.equal([
      { name: 'o1', state: 'active', observed: { role: 'leader', time: '' } },
      { name: 'o2', state: 'active' },
    ]);
    expect(rows[1]?.nodes['e1']).to.deep.equal({ peer: [{ name: 'p1', state: 'active' }], orderer: [], ca: [] });
  });
});
