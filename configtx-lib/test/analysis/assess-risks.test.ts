// SPDX-License-Identifier: Apache-2.0

import { common, orderer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { assessRisks, type Risk } from '../../src/index.js';
import { bftBlockValidationPolicy } from '../../src/genesis/bft-block-validation-policy.js';
import {
  bftConsenter,
  capabilities,
  changeBft,
  changeMsp,
  changeRaft,
  changeValue,
  type Edit,
  edits,
  organizationGroup,
  raftConsenter,
  removeGroup,
  setGroup,
  setModPolicy,
  setPolicy,
  setValue,
} from '../support/config-edits.js';
import { aYearAgo, newTestAuthority } from '../support/test-authority.js';
import {
  firstConfig,
  newTestConsenter,
  newTestConsortium,
  organizationOf,
  type TestConsenter,
  type TestConsortium,
  testProfile,
} from '../support/test-channel.js';
import { edited, updateOf } from '../support/update-case.js';

const day = 24 * 60 * 60 * 1000;
const biggerBatch = changeValue('Orderer/BatchSize', orderer.BatchSize, (size) => {
  size.setMaxMessageCount(1000);
});

describe('assessRisks', () => {
  let consortium: TestConsortium;
  let nodes: readonly TestConsenter[];

  before(async function () {
    this.timeout(30_000);
    consortium = await newTestConsortium();
    nodes = consortium.consenters;
  });

  interface Question {
    readonly type?: 'etcdraft' | 'BFT';
    readonly from?: Edit;
    readonly edit: Edit;
    readonly now?: Date;
    readonly peerVersions?: readonly string[];
  }

  function ask({
    type = 'etcdraft',
    from,
    edit,
    now = new Date(),
    peerVersions = ['3.1.5'],
  }: Question): readonly Risk[] {
    const first = firstConfig(testProfile(consortium, type));
    const current = from ? edited(first, from) : first;
    return assessRisks({ update: updateOf({ channelID: 'mychannel', current, edit }), current, now, peerVersions });
  }

  const codesOf = (risks: readonly Risk[]): string[] => risks.map(({ severity, code }) => `${severity} ${code}`);

  const raft = (...members: readonly (TestConsenter | undefined)[]): Edit =>
    changeRaft((metadata) => {
      metadata.setConsentersList(members.flatMap((node) => (node ? [raftConsenter(node)] : [])));
    });

  const bft = (...members: readonly TestConsenter[]): Edit =>
    edits(
      changeValue('Orderer/Orderers', common.Orderers, (value) => {
        value.setConsenterMappingList(members.map(bftConsenter));
      }),
      setPolicy('Orderer/BlockValidation', bftBlockValidationPolicy(members.map(bftConsenter))),
    );

  it('finds none in a change that has none', () => {
    expect(ask({ edit: biggerBatch })).to.deep.equal([]);
    expect(ask({ type: 'BFT', edit: biggerBatch })).to.deep.equal([]);
  });

  describe('of the quorum', () => {
    it('finds none in a fourth Raft consenter', () => {
      expect(ask({ edit: raft(...nodes.slice(0, 4)) }).map(({ code, text }) => [code, text])).to.deep.equal([
        [
          'QUORUM_WEAKENED',
          'Until new consenters have joined, none of the others may fail: 3 of the 4 consenters have to agree, and 3 of them are there now.',
        ],
      ]);
    });

    it('tells that two Raft consenters bear no failure', () => {
      expect(ask({ edit: raft(nodes[0], nodes[1]) })).to.deep.equal([
        {
          code: 'QUORUM_WEAKENED',
          severity: 'critical',
          path: '/Channel/Orderer/ConsensusType',
          text: 'Fewer consenters may fail: 0 of 2 (quorum 2), before 1 of 3 (quorum 2).',
        },
      ]);
    });

    it('tells that one consenter and a new one stop until the new one is there', () => {
      const from = raft(nodes[0]);
      expect(ask({ from, edit: raft(nodes[0], nodes[1]) }).map(({ code, text }) => [code, text])).to.deep.equal([
        [
          'QUORUM_LOST',
          'Ordering stops until new consenters have joined: 2 of the 2 consenters have to agree, and only 1 of them are there now.',
        ],
      ]);
    });

    it('tells that ordering stops when too few certificates hold', async () => {
      const end = new Date(Date.now() - 30 * day);
      const expired = await Promise.all(
        [2, 3].map((id) => {
          const organization = organizationOf(consortium, 'Orderer1MSP');
          return newTestConsenter(organization, id, { notBefore: aYearAgo, notAfter: end });
        }),
      );
      const risks = ask({ from: raft(nodes[0], ...expired), edit: biggerBatch });
      expect(codesOf(risks)).to.deep.equal([
        'critical QUORUM_LOST',
        'critical CERTIFICATE_EXPIRED',
        'critical CERTIFICATE_EXPIRED',
      ]);
      expect(risks[0]?.text).to.equal(
        'Ordering stops for good: 2 of the 3 consenters have to agree, but only 1 have certificates that the others take.',
      );
    });

    it('tells that BFT needs four', () => {
      const risks = ask({ type: 'BFT', edit: bft(...nodes.slice(0, 3)) });
      expect(codesOf(risks)).to.deep.equal(['critical QUORUM_WEAKENED', 'critical BFT_BELOW_FOUR']);
      expect(risks[0]?.text).to.equal('Fewer consenters may fail: 0 of 3 (quorum 2), before 1 of 4 (quorum 3).');
    });

    it('warns where BFT has had less than four before', () => {
      const from = bft(...nodes.slice(0, 3));
      expect(codesOf(ask({ type: 'BFT', from, edit: biggerBatch }))).to.deep.equal(['warning BFT_BELOW_FOUR']);
    });

    it('warns of two BFT consenters at a time', () => {
      const risks = ask({ type: 'BFT', edit: bft(...nodes) });
      expect(codesOf(risks)).to.deep.equal(['warning QUORUM_WEAKENED', 'warning MULTIPLE_CONSENTERS']);
      expect(risks[1]?.text).to.contain('new: orderer5.example.com:7050, orderer6.example.com:7050; gone: none');
    });

    it('tells that Raft refuses two at a time', () => {
      const risks = ask({ edit: raft(...nodes.slice(0, 5)) });
      expect(codesOf(risks)).to.include.members(['critical REFUSED', 'critical MULTIPLE_CONSENTERS']);
      expect(risks.find(({ code }) => code === 'REFUSED')?.text).to.contain(
        'update of more than one consenter at a time is not supported, requested changes: add 2 node(s), remove 0 node(s)',
      );
    });

    it('takes a consenter with a new certificate for one change', () => {
      expect(codesOf(ask({ edit: raft(nodes[0], nodes[1], nodes[3]) }))).to.deep.equal(['warning QUORUM_WEAKENED']);
    });
  });

  describe('of certificates', () => {
    it('warns of those that expire within 30 days, of each once', () => {
      const now = new Date(Date.now() + 340 * day);
      const risks = ask({ edit: biggerBatch, now });
      expect(new Set(codesOf(risks))).to.deep.equal(new Set(['warning CERTIFICATE_EXPIRES']));
      // A CA and a TLS CA of each of five organizations, and three consenters.
      expect(risks).to.have.length(13);
      expect(risks[0]?.text).to.match(/^The CA of Orderer1MSP \(CN=ca\.Orderer1MSP, .*\) expires in 2[45] days\.$/);
    });

    it('says nothing of those that hold for longer', () => {
      expect(ask({ edit: biggerBatch, now: new Date(Date.now() + 330 * day) })).to.deep.equal([]);
    });

    it('tells of expired ones', () => {
      const risks = ask({ type: 'BFT', edit: biggerBatch, now: new Date(Date.now() + 400 * day) });
      expect(risks.filter(({ code }) => code === 'CERTIFICATE_EXPIRED').map(({ text }) => text)).to.include.members(
        risks
          .filter(({ text }) => /identity of consenter orderer1.* has expired\.$/.test(text))
          .map(({ text }) => text),
      );
      expect(codesOf(risks)).to.include('critical QUORUM_LOST').and.not.include('critical CA_MISSING');
    });

    it('tells that a CA is taken out that consenters need', () => {
      const edit = changeMsp('Orderer/Orderer1MSP', (config) => {
        config.setTlsRootCertsList([]);
      });
      const risks = ask({ type: 'BFT', edit });
      expect(codesOf(risks)).to.deep.equal(['critical QUORUM_LOST', 'critical CA_MISSING', 'critical CA_MISSING']);
      expect(risks[1]?.text).to.match(
        /^No CA of the channel vouches for consenter orderer2\.example\.com:7050: verifying tls client cert .* unknown authority\.$/,
      );
    });

    it('tells that the identity CA is taken out that BFT consenters need', () => {
      const other = organizationOf(consortium, 'Org4MSP');
      const edit = changeMsp('Orderer/Orderer1MSP', (config) => {
        config.setRootCertsList([Buffer.from(other.ca.pem)]);
      });
      expect(codesOf(ask({ type: 'BFT', edit }))).to.include('critical CA_MISSING');
    });
  });

  describe('of policies', () => {
    it('tells of one that nobody can satisfy, also through implicit ones', () => {
      const edit = edits(
        setPolicy('Application/Org1MSP/Endorsement', "OR('Org9MSP.peer')"),
        setPolicy('Application/Org2MSP/Endorsement', "OR('Org9MSP.peer')"),
      );
      const risks = ask({ edit });
      expect(risks.map(({ code, path }) => `${code} ${path}`)).to.deep.equal([
        'POLICY_UNSATISFIABLE /Channel/Application/Endorsement',
        'POLICY_UNSATISFIABLE /Channel/Application/LifecycleEndorsement',
        'POLICY_UNSATISFIABLE /Channel/Application/Org1MSP/Endorsement',
        'POLICY_UNSATISFIABLE /Channel/Application/Org2MSP/Endorsement',
      ]);
    });

    it('warns of one that nobody could satisfy before', () => {
      const from = setPolicy('Application/Useless', "OR('Org9MSP.peer')");
      expect(codesOf(ask({ from, edit: biggerBatch }))).to.deep.equal(['warning POLICY_UNSATISFIABLE']);
    });

    it('tells of roles that an MSP without NodeOUs cannot give', () => {
      const edit = setGroup(
        'Application/Org4MSP',
        organizationGroup(organizationOf(consortium, 'Org4MSP'), {
          nodeOUs: 'off',
          admins: [organizationOf(consortium, 'Org4MSP').admin.pem],
        }),
      );
      expect(ask({ edit }).map(({ code, path }) => `${code} ${path}`)).to.deep.equal([
        'POLICY_UNSATISFIABLE /Channel/Application/Org4MSP/Endorsement',
      ]);
    });

    it('tells of one that asks nobody', () => {
      const edit = edits(...['Org1MSP', 'Org2MSP', 'Org3MSP'].map((name) => removeGroup(`Application/${name}`)));
      expect(ask({ edit }).map(({ code, path }) => `${code} ${path}`)).to.include(
        'POLICY_OPEN /Channel/Application/Admins',
      );
    });

    it('tells of an organization that could no longer change its own configuration', () => {
      const risks = ask({ edit: setModPolicy('Application/Org1MSP/MSP', '/Channel/Application/Admins') });
      expect(risks).to.deep.equal([
        {
          code: 'LOCKED_OUT',
          severity: 'critical',
          path: '/Channel/Application/Org1MSP',
          text: 'Org1MSP could no longer change its own configuration: an admin of Org1MSP does not satisfy the policy that it asks for.',
        },
      ]);
    });

    it('says nothing of one that could not before', () => {
      const from = setModPolicy('Application/Org1MSP/MSP', '/Channel/Application/Admins');
      expect(ask({ from, edit: biggerBatch })).to.deep.equal([]);
    });

    it('tells of a CA whose own certificates are refused once another one is below it', async () => {
      const { ca } = organizationOf(consortium, 'Org1MSP');
      const below = await ca.issueAuthority({ commonName: 'ca.below.example.com' });
      const edit = changeMsp('Application/Org1MSP', (config) => {
        config.addIntermediateCerts(Buffer.from(below.pem));
      });
      const risks = ask({ edit }).filter(({ code }) => code === 'ISSUER_NO_LEAF');
      expect(risks.map(({ severity, path }) => `${severity} ${path}`)).to.deep.equal([
        'critical /Channel/Application/Org1MSP/MSP',
      ]);
      expect(risks[0]?.text).to.match(/refuses every identity of Org1MSP that this CA has issued itself/);
    });

    it('says nothing of a CA below a new root', async () => {
      const root = await newTestAuthority({ commonName: 'ca.second.example.com' });
      const below = await root.issueAuthority({ commonName: 'ca.below.example.com' });
      const edit = changeMsp('Application/Org1MSP', (config) => {
        config.addRootCerts(Buffer.from(root.pem));
        config.addIntermediateCerts(Buffer.from(below.pem));
      });
      expect(codesOf(ask({ edit })).filter((code) => code.endsWith('ISSUER_NO_LEAF'))).to.deep.equal([]);
    });

    it('warns of a new organization that cannot', () => {
      const group = organizationGroup(organizationOf(consortium, 'Org4MSP'));
      setPolicy('Admins', "OR('Org1MSP.admin')")(group);
      expect(codesOf(ask({ edit: setGroup('Application/Org4MSP', group) }))).to.deep.equal(['warning LOCKED_OUT']);
    });
  });

  describe('of capabilities', () => {
    const edit = setValue('Application/Capabilities', capabilities('V2_5'));

    it('tells of one that a known peer does not have', () => {
      expect(ask({ edit, peerVersions: ['3.1.5', 'v2.4.9'] })).to.deep.equal([
        {
          code: 'CAPABILITY_TOO_HIGH',
          severity: 'critical',
          path: '/Channel/Application/Capabilities',
          text: 'The application capability V2_5 needs Fabric 2.5, but there are peers of v2.4.9: they would stop.',
        },
      ]);
    });

    it('finds none where all have it', () => {
      expect(ask({ edit, peerVersions: ['2.5.0', '3.0'] })).to.deep.equal([]);
    });

    it('says what is needed where no peers are known', () => {
      expect(ask({ edit, peerVersions: [] }).map(({ severity, text }) => [severity, text])).to.deep.equal([
        ['info', 'The application capability V2_5 needs Fabric 2.5 or later at every peer.'],
      ]);
    });

    it('tells of one that no Fabric has', () => {
      const unknown = setValue('Application/Capabilities', capabilities('V2_0', 'V7_0'));
      expect(codesOf(ask({ edit: unknown }))).to.deep.equal(['critical CAPABILITY_TOO_HIGH']);
    });
  });

  describe('that BFT takes without a look', () => {
    const cases: readonly {
      readonly reason: string;
      readonly edit: (all: readonly TestConsenter[]) => Edit;
      readonly text: RegExp;
    }[] = [
      {
        reason: 'options',
        edit: () =>
          changeBft((options) => {
            options.setViewChangeTimeout('soon');
          }),
        text: /options: bad config metadata option ViewChangeTimeout: time: invalid duration "soon"\.$/,
      },
      {
        reason: 'batches that the options do not fit',
        edit: () =>
          changeValue('Orderer/BatchSize', orderer.BatchSize, (size) => {
            size.setPreferredMaxBytes(1000);
            size.setAbsoluteMaxBytes(1000);
          }),
        text: /RequestMaxBytes is bigger than RequestBatchMaxBytes\.$/,
      },
      {
        reason: 'a consenter of nobody',
        edit: (all) => bft(...all.slice(0, 3), { ...(all[3] as TestConsenter), mspID: 'Org9MSP' }),
        text: /consenter 4, orderer4\.example\.com:7050 is of Org9MSP, which the channel does not have\.$/,
      },
      {
        reason: 'a number twice',
        edit: (all) => bft(...all.slice(0, 4), { ...(all[4] as TestConsenter), id: 1 }),
        text: /there are two consenters of number 1\.$/,
      },
    ];
    for (const { reason, edit, text } of cases) {
      it(`tells of ${reason}`, () => {
        const risks = ask({ type: 'BFT', edit: edit(nodes) });
        expect(risks.find(({ code }) => code === 'BFT_HALT')?.text).to.match(text);
      });
    }
  });

  it('tells of what Fabric refuses, the worst first', () => {
    const risks = ask({ edit: setValue('Orderer/Colour', capabilities()), peerVersions: [] });
    expect(codesOf(risks)).to.deep.equal(['critical REFUSED']);
    expect(risks[0]?.text).to.contain('Unexpected key Colour');
  });

  it('tells of an update that was not made for the configuration', () => {
    const current = firstConfig(testProfile(consortium, 'etcdraft'));
    const update = updateOf({ channelID: 'mychannel', current, edit: biggerBatch });
    const moved = edited(current, (group) => {
      group.getGroupsMap().get('Orderer')?.setVersion(1);
    });
    expect(codesOf(assessRisks({ update, current: moved, now: new Date() }))).to.deep.equal(['critical REFUSED']);
  });
});
