// SPDX-License-Identifier: Apache-2.0

import { type common, orderer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  ConfigTxError,
  configUpdateBytes,
  newConfigUpdateEnvelope,
  requiredSignatures,
  type SignatureRequirements,
  signConfigUpdate,
  simulateUpdate,
} from '../../src/index.js';
import {
  addresses,
  changeValue,
  type Edit,
  edits,
  organizationGroup,
  removeGroup,
  setGroup,
  setModPolicy,
  setPolicy,
  setValue,
} from '../support/config-edits.js';
import {
  adminSignatures,
  applicationMspIDs,
  firstConfig,
  newTestConsortium,
  ordererMspIDs,
  organizationOf,
  type TestConsortium,
  testProfile,
  testSigner,
} from '../support/test-channel.js';
import { edited, updateOf } from '../support/update-case.js';

const channelID = 'etcdraft-channel';
const everybody = [...applicationMspIDs, ...ordererMspIDs];
const biggerBatch = changeValue('Orderer/BatchSize', orderer.BatchSize, (size) => {
  size.setMaxMessageCount(1000);
});
const anchor: Edit = setValue('Application/Org1MSP/AnchorPeers', new Uint8Array());

describe('requiredSignatures', () => {
  let consortium: TestConsortium;
  let first: common.Config;

  before(async function () {
    this.timeout(30_000);
    consortium = await newTestConsortium();
    first = firstConfig(testProfile(consortium, 'etcdraft'));
  });

  interface Question {
    readonly edit: Edit;
    readonly from?: Edit;
    readonly assumed?: readonly string[];
  }

  function ask({ edit, from, assumed = [] }: Question): SignatureRequirements {
    const current = from ? edited(first, from) : first;
    return requiredSignatures({ channelID, current, update: updateOf({ channelID, current, edit }), assumed });
  }

  it('names every element that changes with the policy that it asks for', () => {
    expect(ask({ edit: edits(biggerBatch, anchor) }).elements).to.deep.equal([
      {
        path: '/Channel/Application/Org1MSP',
        policy: '/Channel/Application/Org1MSP/Admins',
        rule: "OR('Org1MSP.admin')",
        satisfied: false,
      },
      {
        path: '/Channel/Orderer/BatchSize',
        policy: '/Channel/Orderer/Admins',
        rule: 'MAJORITY Admins: 2 of Orderer1MSP, Orderer2MSP',
        satisfied: false,
      },
    ]);
  });

  it('tells which elements the assumed admins satisfy', () => {
    const { elements, satisfied, missing } = ask({ edit: edits(biggerBatch, anchor), assumed: ['Org1MSP'] });
    expect(elements.map((element) => element.satisfied)).to.deep.equal([true, false]);
    expect({ satisfied, missing }).to.deep.equal({ satisfied: false, missing: [['Orderer1MSP', 'Orderer2MSP']] });
  });

  const completions: readonly (Question & { readonly reason: string; readonly missing: string[][] })[] = [
    { reason: 'nobody when all are assumed', edit: biggerBatch, assumed: everybody, missing: [] },
    {
      reason: 'any two of three for a majority',
      edit: setPolicy('Application/Endorsement', 'ANY Endorsement'),
      missing: [
        ['Org1MSP', 'Org2MSP'],
        ['Org1MSP', 'Org3MSP'],
        ['Org2MSP', 'Org3MSP'],
      ],
    },
    {
      reason: 'one more of the others',
      edit: setPolicy('Application/Endorsement', 'ANY Endorsement'),
      assumed: ['Org3MSP'],
      missing: [['Org1MSP'], ['Org2MSP']],
    },
    {
      reason: 'the organization itself, and one more for another element',
      edit: edits(anchor, setPolicy('Application/Endorsement', 'ANY Endorsement')),
      missing: [
        ['Org1MSP', 'Org2MSP'],
        ['Org1MSP', 'Org3MSP'],
      ],
    },
    {
      reason: 'one organization or two others, fewest first',
      from: setPolicy('Orderer/Admins', "OR(AND('Org1MSP.admin', 'Org2MSP.admin'), 'Org3MSP.admin')"),
      edit: biggerBatch,
      missing: [['Org3MSP'], ['Org1MSP', 'Org2MSP']],
    },
    {
      reason: 'those of an absolute policy',
      from: setModPolicy('Orderer/BatchSize', '/Channel/Application/Org2MSP/Admins'),
      edit: biggerBatch,
      missing: [['Org2MSP']],
    },
    {
      reason: 'those of the old policy, not of the new one',
      edit: edits(setPolicy('Orderer/Admins', "OR('Org1MSP.admin')"), biggerBatch),
      missing: [['Orderer1MSP', 'Orderer2MSP']],
    },
  ];
  for (const { reason, missing, ...question } of completions) {
    it(`misses ${reason}`, () => {
      expect(ask(question).missing).to.deep.equal(missing);
    });
  }

  const hopeless: readonly (Question & { readonly reason: string })[] = [
    { reason: 'a policy that does not exist', from: setModPolicy('Orderer/BatchSize', 'Owners'), edit: biggerBatch },
    { reason: 'a policy of others', from: setPolicy('Orderer/Admins', "OR('Org9MSP.admin')"), edit: biggerBatch },
    {
      reason: 'a policy that asks for peers',
      from: setPolicy('Orderer/Admins', "OR('Org1MSP.peer')"),
      edit: biggerBatch,
    },
  ];
  for (const { reason, ...question } of hopeless) {
    it(`says that ${reason} cannot be satisfied`, () => {
      expect(ask(question)).to.deep.include({ satisfied: false, missing: [], unsatisfiable: true });
    });
  }

  it('takes signatures of any role that the policy asks for', async () => {
    const current = edited(first, setPolicy('Orderer/Admins', "OR('Org1MSP.client')"));
    const update = updateOf({ channelID, current, edit: biggerBatch });
    const signer = testSigner('Org1MSP', organizationOf(consortium, 'Org1MSP').client);
    const signatures = [await signConfigUpdate(configUpdateBytes(update), signer)];
    expect(requiredSignatures({ channelID, current, update, signatures }).satisfied).to.equal(true);
  });

  it('does not count signatures over other bytes', async () => {
    const update = updateOf({ channelID, current: first, edit: biggerBatch });
    const signatures = await adminSignatures(consortium, Buffer.from('something else'), ordererMspIDs);
    expect(requiredSignatures({ channelID, current: first, update, signatures }).satisfied).to.equal(false);
  });

  it('takes the bytes that were signed where they are given', async () => {
    const update = updateOf({ channelID, current: first, edit: biggerBatch });
    const updateBytes = Buffer.concat([configUpdateBytes(update), Buffer.from([0xf8, 0x3f, 0x01])]);
    const signatures = await adminSignatures(consortium, updateBytes, ordererMspIDs);
    const options = { channelID, current: first, update, signatures };
    expect(requiredSignatures({ ...options, updateBytes }).satisfied).to.equal(true);
    expect(requiredSignatures(options).satisfied).to.equal(false);
  });

  it('counts an admin who has signed and is assumed once', async () => {
    const current = edited(first, setPolicy('Orderer/Admins', "OutOf(2, 'Org1MSP.admin', 'Org1MSP.admin')"));
    const update = updateOf({ channelID, current, edit: biggerBatch });
    const signatures = await adminSignatures(consortium, configUpdateBytes(update), ['Org1MSP']);
    const result = requiredSignatures({ channelID, current, update, signatures, assumed: ['Org1MSP'] });
    expect(result).to.deep.include({ satisfied: false, unsatisfiable: true });
  });

  it('refuses an update that was not made for the configuration', () => {
    const update = updateOf({ channelID, current: first, edit: biggerBatch });
    const current = edited(first, (group) => {
      group.getGroupsMap().get('Orderer')?.setVersion(3);
    });
    expect(() => requiredSignatures({ channelID, current, update })).to.throw(
      ConfigTxError,
      'proposed update requires that key [Group]  /Channel/Orderer be at version 0, but it is currently at version 3',
    );
  });

  it('answers for sixty organizations', () => {
    const source = organizationOf(consortium, 'Org4MSP');
    const many = edits(
      ...Array.from({ length: 57 }, (_, index) => {
        const mspID = `Member${index}MSP`;
        return setGroup(`Application/${mspID}`, organizationGroup({ ...source, mspID }));
      }),
    );
    const { missing } = ask({ from: many, edit: edits(removeGroup('Application/Member0MSP'), biggerBatch) });
    expect(missing).to.have.length(20);
    expect(missing.every((set) => set.length === 33 && set.includes('Orderer1MSP'))).to.equal(true);
  }).timeout(20_000);

  describe('agrees with what the ordering service says', () => {
    const policies = [
      'ANY Admins',
      'ALL Admins',
      'MAJORITY Admins',
      "OR('Org1MSP.admin', 'Orderer1MSP.admin')",
      "OutOf(2, 'Org1MSP.admin', 'Org2MSP.admin', 'Orderer2MSP.member')",
      "AND('Org3MSP.client', 'Org1MSP.admin')",
    ];
    const changes: readonly Edit[] = [
      biggerBatch,
      anchor,
      removeGroup('Application/Org3MSP'),
      setPolicy('Application/Endorsement', 'ANY Endorsement'),
      setPolicy('Admins', 'ANY Admins'),
      setValue('Orderer/Orderer1MSP/Endpoints', addresses('somewhere:1')),
    ];
    const modPolicies = [
      'Admins',
      'Writers',
      '/Channel/Application/Admins',
      '/Channel/Orderer/Orderer1MSP/Admins',
      'Nobody',
    ];

    it('for any policies, changes and signers, and every set that it misses completes it', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...policies),
          fc.constantFrom(...policies),
          fc.constantFrom(...modPolicies),
          fc.subarray([...changes], { minLength: 1 }),
          fc.subarray(everybody),
          async (ordererAdmins, applicationAdmins, modPolicy, chosen, signers) => {
            const current = edited(
              first,
              edits(
                setPolicy('Orderer/Admins', ordererAdmins),
                setPolicy('Application/Admins', applicationAdmins),
                setModPolicy('Orderer/BatchSize', modPolicy),
              ),
            );
            const update = updateOf({ channelID, current, edit: edits(...chosen) });
            const bytes = configUpdateBytes(update);
            const isSigned = async (mspIDs: readonly string[]): Promise<boolean> => {
              const envelope = newConfigUpdateEnvelope(bytes, await adminSignatures(consortium, bytes, mspIDs));
              return !isRefusedForSignatures(() => simulateUpdate({ channelID, current, envelope, now: new Date() }));
            };

            const signatures = await adminSignatures(consortium, bytes, signers);
            const required = requiredSignatures({ channelID, current, update, signatures });
            expect(required.satisfied).to.equal(await isSigned(signers));
            expect(requiredSignatures({ channelID, current, update, assumed: signers })).to.deep.equal(required);
            expect(required.unsatisfiable).to.equal(!(await isSigned(everybody)));
            for (const missing of required.missing) {
              expect(await isSigned([...signers, ...missing])).to.equal(true);
              expect(await isSigned([...signers, ...missing.slice(1)])).to.equal(false);
            }
          },
        ),
        { numRuns: 25 },
      );
    }).timeout(120_000);
  });
});

function isRefusedForSignatures(simulate: () => unknown): boolean {
  try {
    simulate();
    return false;
  } catch (error) {
    if (error instanceof ConfigTxError && error.code === 'REFUSED') {
      return / not satisfied: |unexpected missing policy/.test(error.message);
    }
    throw error;
  }
}
