// SPDX-License-Identifier: Apache-2.0

import { common, orderer, peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { type Explanation, explainUpdate } from '../../src/index.js';
import { bftBlockValidationPolicy } from '../../src/genesis/bft-block-validation-policy.js';
import {
  addresses,
  bftConsenter,
  capabilities,
  changeBft,
  changeConsensus,
  changeMsp,
  changeRaft,
  changeValue,
  type Edit,
  edits,
  organizationGroup,
  raftConsenter,
  removeGroup,
  removeValue,
  setGroup,
  setModPolicy,
  setPolicy,
  setValue,
} from '../support/config-edits.js';
import { inAYear } from '../support/test-authority.js';
import {
  firstConfig,
  newTestConsortium,
  organizationOf,
  type TestConsenter,
  type TestConsortium,
  testProfile,
} from '../support/test-channel.js';
import { edited, updateOf } from '../support/update-case.js';

const until = inAYear.toISOString().slice(0, 10);

describe('explainUpdate', () => {
  let consortium: TestConsortium;

  before(async function () {
    this.timeout(30_000);
    consortium = await newTestConsortium();
  });

  function explained({ type = 'etcdraft', from, edit }: Pick<Example, 'type' | 'from' | 'edit'>): Explanation {
    const first = firstConfig(testProfile(consortium, type));
    const current = from ? edited(first, from(consortium)) : first;
    return explainUpdate({ update: updateOf({ channelID: 'mychannel', current, edit: edit(consortium) }), current });
  }

  interface Example {
    readonly reason: string;
    readonly type?: 'etcdraft' | 'BFT';
    readonly from?: (all: TestConsortium) => Edit;
    readonly edit: (all: TestConsortium) => Edit;
    readonly what: readonly string[];
  }

  const examples: readonly Example[] = [
    {
      reason: 'an organization that comes',
      edit: (all) => setGroup('Application/Org4MSP', organizationGroup(organizationOf(all, 'Org4MSP'))),
      what: [
        `adds organization Org4MSP to the application organizations (CA CN=ca.Org4MSP, valid until ${until}; TLS CA CN=tlsca.Org4MSP, valid until ${until}; policies Admins OR('Org4MSP.admin'), Endorsement OR('Org4MSP.peer'), Readers OR('Org4MSP.member'), Writers OR('Org4MSP.member'))`,
      ],
    },
    {
      reason: 'an organization that goes',
      edit: () => edits(removeGroup('Application/Org3MSP'), removeGroup('Orderer/Orderer2MSP')),
      what: [
        'removes organization Org3MSP from the application organizations',
        'removes organization Orderer2MSP from the ordering organizations',
      ],
    },
    {
      reason: 'anchor peers and endpoints',
      from: () => setValue('Application/Org1MSP/AnchorPeers', anchorPeers('old.example.com')),
      edit: () =>
        edits(
          setValue('Application/Org1MSP/AnchorPeers', anchorPeers('new.example.com')),
          setValue('Orderer/Orderer1MSP/Endpoints', addresses('o1:7050', 'o2:7050')),
        ),
      what: [
        'adds anchor peer new.example.com:7051 of Org1MSP',
        'removes anchor peer old.example.com:7051 of Org1MSP',
        'adds ordering endpoint o1:7050 of Orderer1MSP',
        'adds ordering endpoint o2:7050 of Orderer1MSP',
        'removes ordering endpoint orderer.orderer1msp.example.com:7050 of Orderer1MSP',
      ],
    },
    {
      reason: 'policies and who may change them',
      edit: () =>
        edits(
          setPolicy('Application/Endorsement', 'ANY Endorsement'),
          setPolicy('Application/Special', "OutOf(2, 'Org1MSP.peer', 'Org2MSP.peer', 'Org3MSP.peer')"),
          setModPolicy('Orderer/BatchTimeout', '/Channel/Admins'),
        ),
      what: [
        'changes policy Endorsement of the application from MAJORITY Endorsement to ANY Endorsement',
        "adds policy Special of the application: OutOf(2, 'Org1MSP.peer', 'Org2MSP.peer', 'Org3MSP.peer')",
        'changes who may change BatchTimeout of the ordering service from Admins to /Channel/Admins',
      ],
    },
    {
      reason: 'capabilities and access control lists',
      from: () => setValue('Application/ACLs', acls({ 'peer/Propose': 'Writers', 'event/Block': 'Readers' })),
      edit: () =>
        edits(
          setValue('Application/Capabilities', capabilities('V2_5')),
          setValue('Application/ACLs', acls({ 'peer/Propose': 'Admins', 'qscc/GetChainInfo': 'Readers' })),
        ),
      what: [
        'lets Readers use qscc/GetChainInfo',
        "takes back who may use event/Block to Fabric's default (was Readers)",
        'lets Admins instead of Writers use peer/Propose',
        'requires capability V2_5 of the application',
        'no longer requires capability V2_0 of the application',
      ],
    },
    {
      reason: 'batches',
      edit: () =>
        edits(
          changeValue('Orderer/BatchSize', orderer.BatchSize, (size) => {
            size.setMaxMessageCount(10);
          }),
          changeValue('Orderer/BatchTimeout', orderer.BatchTimeout, (timeout) => {
            timeout.setTimeout('500ms');
          }),
        ),
      what: ["changes the batch size's MaxMessageCount from 500 to 10", 'changes the batch timeout from 2s to 500ms'],
    },
    {
      reason: 'consenters and options of Raft',
      edit: ({ consenters: [, second, third, fourth] }) =>
        changeRaft((metadata) => {
          metadata.setConsentersList(
            [{ ...second, clientTlsCert: fourth?.clientTlsCert }, third, fourth].map((one) =>
              raftConsenter(one as TestConsenter),
            ),
          );
          metadata.getOptions()?.setTickInterval('1s');
        }),
      what: [
        `changes consenter orderer2.example.com:7050 (client TLS certificate: CN=orderer2, valid until ${until} → CN=orderer4, valid until ${until})`,
        `adds consenter orderer4.example.com:7050 (TLS certificate CN=orderer4, valid until ${until})`,
        'removes consenter orderer1.example.com:7050',
        "changes Raft's TickInterval from 500ms to 1s",
      ],
    },
    {
      reason: 'maintenance mode',
      edit: () =>
        changeConsensus((consensus) => {
          consensus.setState(orderer.ConsensusType.State.STATE_MAINTENANCE);
        }),
      what: [
        'puts the ordering service into maintenance mode: it takes no transactions but changes of the configuration',
      ],
    },
    {
      reason: 'consenters and options of BFT',
      type: 'BFT',
      edit: ({ consenters }) =>
        edits(
          changeValue('Orderer/Orderers', common.Orderers, (value) => {
            const moved = consenters.slice(0, 5).map(bftConsenter);
            moved[0]?.setHost('elsewhere.example.com');
            value.setConsenterMappingList(moved);
          }),
          changeBft((options) => {
            options.setViewChangeTimeout('30s');
          }),
        ),
      what: [
        "changes BFT's ViewChangeTimeout from 20s to 30s",
        'changes consenter 1, elsewhere.example.com:7050 (moves from orderer1.example.com:7050)',
        `adds consenter 5, orderer5.example.com:7050 of Orderer2MSP (identity CN=orderer5, valid until ${until}; TLS certificate CN=orderer5, valid until ${until})`,
      ],
    },
    {
      reason: 'certificates of an MSP',
      edit: (all) =>
        changeMsp('Application/Org1MSP', (config) => {
          const other = organizationOf(all, 'Org4MSP');
          config.setRootCertsList([Buffer.from(other.ca.pem)]);
          config.setAdminsList([Buffer.from(other.admin.pem)]);
          config.getFabricNodeOus()?.setEnable(false);
        }),
      what: [
        `adds CA CN=ca.Org4MSP, valid until ${until} to Org1MSP`,
        `takes CA CN=ca.Org1MSP, valid until ${until} out of Org1MSP`,
        `adds admin CN=admin.Org4MSP, valid until ${until} to Org1MSP`,
        'turns off the roles by organizational unit (NodeOUs) of Org1MSP',
      ],
    },
    {
      reason: 'nonsense',
      edit: () =>
        edits(
          setValue('Application/Org1MSP/MSP', Uint8Array.of(0x0a, 0xff)),
          setGroup('Application/Empty', new common.ConfigGroup()),
          removeValue('Orderer/BatchSize'),
          setValue('Orderer/Colour', Buffer.from('red')),
          setPolicy('Orderer/Strange', unreadable),
        ),
      what: [
        'adds organization Empty to the application organizations (nothing in it)',
        'changes MSP of Org1MSP, in bytes that cannot be read',
        'adds policy Strange of the ordering service: a policy that cannot be read',
        'removes BatchSize of the ordering service',
        'sets Colour of the ordering service, in bytes that cannot be read',
      ],
    },
  ];
  for (const { reason, what, ...example } of examples) {
    it(`puts ${reason} into words`, () => {
      expect(explained(example).changes.map((change) => change.what)).to.deep.equal(what);
    });
  }

  it('tells serial numbers of revoked certificates', async () => {
    const { ca, admin } = organizationOf(consortium, 'Org1MSP');
    const list = await ca.revoke(admin);
    const edit = (): Edit =>
      changeMsp('Application/Org1MSP', (config) => {
        config.setRevocationListList([Buffer.from(list)]);
      });
    const [change] = explained({ edit }).changes;
    expect(change?.what).to.match(/^adds a revocation list to Org1MSP: serial number [0-9a-f]+$/);
    expect(change?.what).to.contain(admin.serialNumber.replace(/^0+/, ''));
  });

  it('says all of it in lines, too', () => {
    const { text } = explained({ edit: () => removeGroup('Application/Org3MSP') });
    expect(text).to.equal(
      'Channel mychannel, configuration 0 → 1:\n  - removes organization Org3MSP from the application organizations\n',
    );
  });

  it('gives paths, kinds and data', () => {
    const edit = (): Edit => setValue('Orderer/Orderer1MSP/Endpoints', addresses('o1:7050'));
    expect(explained({ edit }).changes.map(({ what: _, ...data }) => data)).to.deep.equal([
      { path: '/Channel/Orderer/Orderer1MSP/Endpoints', kind: 'added', after: 'o1:7050' },
      {
        path: '/Channel/Orderer/Orderer1MSP/Endpoints',
        kind: 'removed',
        before: 'orderer.orderer1msp.example.com:7050',
      },
    ]);
  });

  it('gives an organization as configtxlator writes it', () => {
    const edit = ({ organizations }: TestConsortium): Edit =>
      setGroup('Application/Org4MSP', organizationGroup(organizationOf({ organizations }, 'Org4MSP')));
    const [change] = explained({ edit }).changes;
    expect(change?.after).to.have.nested.property('values.MSP.value.config.name', 'Org4MSP');
    expect(change?.after).to.have.nested.property('policies.Admins.policy.value.rule.n_out_of.n', 1);
  });

  it('says the consenters of a block validation policy by name', () => {
    const edit = ({ consenters }: TestConsortium): Edit =>
      setPolicy('Orderer/BlockValidation', bftBlockValidationPolicy(consenters.slice(0, 3).map(bftConsenter)));
    expect(explained({ type: 'BFT', edit }).changes.map(({ what }) => what)).to.deep.equal([
      'changes policy BlockValidation of the ordering service from 3 of Orderer2MSP orderer1, Orderer1MSP orderer2, Orderer2MSP orderer3, Orderer1MSP orderer4 to 2 of Orderer2MSP orderer1, Orderer1MSP orderer2, Orderer2MSP orderer3',
    ]);
  });
});

const unreadable = new common.Policy();
unreadable.setType(common.Policy.PolicyType.SIGNATURE);
unreadable.setValue(Uint8Array.of(0x0a, 0xff));

function anchorPeers(host: string): peer.AnchorPeers {
  const anchor = new peer.AnchorPeer();
  anchor.setHost(host);
  anchor.setPort(7051);
  const list = new peer.AnchorPeers();
  list.setAnchorPeersList([anchor]);
  return list;
}

function acls(policies: Readonly<Record<string, string>>): peer.ACLs {
  const lists = new peer.ACLs();
  for (const [name, policy] of Object.entries(policies)) {
    const resource = new peer.APIResource();
    resource.setPolicyRef(policy);
    lists.getAclsMap().set(name, resource);
  }
  return lists;
}
