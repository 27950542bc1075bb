// SPDX-License-Identifier: Apache-2.0

import { applicationPolicy, parseSignaturePolicy } from '@opssc/configtx';
import { peer, type common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import type { Simulator } from '../../../src/embedded/ledger/ledger.js';
import { TestChannel } from '../fixture.js';

const codes = peer.TxValidationCode;

describe('endorsement policies', () => {
  let channel: TestChannel;

  before(async () => {
    channel = await TestChannel.create();
    await channel.deploy({ name: 'basic', collections: collections(channel) });
    await channel.deploy({
      name: 'org1only',
      validationParameter: applicationPolicy({ signaturePolicy: "OR('Org1MSP.peer')" }),
    });
  });

  after(() => channel.dispose());

  const write =
    (key: string, value = 'value') =>
    (simulator: Simulator): void => {
      simulator.putState('basic', key, Buffer.from(value));
    };
  const basic = (endorsers: readonly number[], simulate = write('endorsed')): Promise<common.Envelope> =>
    channel.simulated(simulate, { endorsers: endorsers.map((number) => channel.organization(number).peer) });

  it('takes a majority of the organizations by default', async () => {
    const verdicts = await channel.commit(await basic([1]), await basic([2, 3]));

    expect(verdicts).to.deep.equal([codes.ENDORSEMENT_POLICY_FAILURE, codes.VALID]);
  });

  it('counts an organization once', async () => {
    const [verdict] = await channel.commit(await basic([1, 1, 1]));

    expect(verdict).to.equal(codes.ENDORSEMENT_POLICY_FAILURE);
  });

  it('does not count a signature over something else', async () => {
    const envelope = await channel.transaction({
      endorsers: [channel.organization(1).peer, channel.organization(2).peer],
      spoilTransaction: (transaction) => {
        const [action] = transaction.getActionsList();
        const payload = peer.ChaincodeActionPayload.deserializeBinary(action?.getPayload_asU8() ?? Buffer.of());
        const [first, second] = payload.getAction()?.getEndorsementsList() ?? [];
        second?.setSignature(first?.getSignature_asU8() ?? '');
        action?.setPayload(payload.serializeBinary());
      },
    });

    expect(await channel.commit(envelope)).to.deep.equal([codes.ENDORSEMENT_POLICY_FAILURE]);
  });

  it("takes the definition's signature policy", async () => {
    const by = (number: number): Promise<common.Envelope> =>
      channel.transaction({ chaincode: 'org1only', endorsers: [channel.organization(number).peer] });

    expect(await channel.commit(await by(1), await by(2))).to.deep.equal([
      codes.VALID,
      codes.ENDORSEMENT_POLICY_FAILURE,
    ]);
  });

  it('does not take a client for a peer', async () => {
    const envelope = await channel.transaction({
      chaincode: 'org1only',
      endorsers: [channel.organization(1).user],
    });

    expect(await channel.commit(envelope)).to.deep.equal([codes.ENDORSEMENT_POLICY_FAILURE]);
  });

  it('takes the policies of every namespace that is written to', async () => {
    const both = (endorsers: readonly number[]): Promise<common.Envelope> =>
      channel.simulated(
        (simulator) => {
          simulator.putState('basic', 'both', Buffer.from('x'));
          simulator.putState('org1only', 'both', Buffer.from('x'));
        },
        { endorsers: endorsers.map((number) => channel.organization(number).peer) },
      );

    expect(await channel.commit(await both([2, 3]), await both([1]), await both([1, 3]))).to.deep.equal([
      codes.ENDORSEMENT_POLICY_FAILURE,
      codes.ENDORSEMENT_POLICY_FAILURE,
      codes.VALID,
    ]);
  });

  it("takes a collection's own policy for its keys, and the chaincode's for others", async () => {
    const own = (simulator: Simulator): void => {
      simulator.putPrivateData('basic', 'ofOrg2', 'key', Buffer.from('x'));
    };
    const shared = (simulator: Simulator): void => {
      simulator.putPrivateData('basic', 'shared', 'key', Buffer.from('x'));
    };

    expect(
      await channel.commit(await basic([2], own), await basic([1, 3], own), await basic([2], shared)),
    ).to.deep.equal([codes.VALID, codes.ENDORSEMENT_POLICY_FAILURE, codes.ENDORSEMENT_POLICY_FAILURE]);
  });

  it('takes the endorsement of an organization for its implicit collection', async () => {
    const implicit = (simulator: Simulator): void => {
      simulator.putPrivateData('basic', '_implicit_org_Org3MSP', 'key', Buffer.from('x'));
    };

    expect(await channel.commit(await basic([3], implicit), await basic([1, 2], implicit))).to.deep.equal([
      codes.VALID,
      codes.ENDORSEMENT_POLICY_FAILURE,
    ]);
  });

  it("takes a key's own policy instead of the chaincode's", async () => {
    await channel.commit(await basic([1, 2, 3], write('governed')));
    await channel.commit(await basic([1, 2, 3], govern('governed', "OR('Org3MSP.peer')")));

    expect(
      await channel.commit(
        await basic([1, 2], write('governed')),
        await basic([3], write('governed', 'by Org3')),
        await basic([1, 2], govern('governed', "OR('Org1MSP.peer')")),
      ),
    ).to.deep.equal([codes.ENDORSEMENT_POLICY_FAILURE, codes.VALID, codes.ENDORSEMENT_POLICY_FAILURE]);
  });

  it('keeps the policy of a key whose value changes', async () => {
    await channel.commit(await basic([1, 2, 3], write('kept')));
    await channel.commit(await basic([1, 2, 3], govern('kept', "OR('Org2MSP.peer')")));
    await channel.commit(await basic([2], write('kept', 'again')));

    expect(
      await channel.commit(await basic([1, 3], write('kept', 'no')), await basic([2], write('kept'))),
    ).to.deep.equal([codes.ENDORSEMENT_POLICY_FAILURE, codes.VALID]);
  });

  it('refuses a write of a key whose policy the same block changes', async () => {
    await channel.commit(await basic([1, 2, 3], write('changing')));

    expect(
      await channel.commit(
        await basic([1, 2, 3], govern('changing', "OR('Org1MSP.peer')")),
        await basic([1, 2, 3], write('changing')),
      ),
    ).to.deep.equal([codes.VALID, codes.ENDORSEMENT_POLICY_FAILURE]);
  });

  it("takes a private key's own policy", async () => {
    const put = (simulator: Simulator): void => {
      simulator.putPrivateData('basic', 'shared', 'governed', Buffer.from('x'));
    };
    await channel.commit(await basic([1, 2, 3], put));
    await channel.commit(
      await basic([1, 2, 3], (simulator) => {
        const policy = parseSignaturePolicy("OR('Org2MSP.peer')").serializeBinary();
        simulator.putPrivateMetadata('basic', 'shared', 'governed', 'VALIDATION_PARAMETER', policy);
      }),
    );

    expect(await channel.commit(await basic([1, 3], put), await basic([2], put))).to.deep.equal([
      codes.ENDORSEMENT_POLICY_FAILURE,
      codes.VALID,
    ]);
  });

  it('refuses a key policy that cannot be decoded', async () => {
    await channel.commit(await basic([1, 2, 3], write('odd')));
    await channel.commit(
      await basic([1, 2, 3], (simulator) => {
        simulator.putStateMetadata('basic', 'odd', 'VALIDATION_PARAMETER', Buffer.from([0x12, 0x7f]));
      }),
    );

    expect(await channel.commit(await basic([1, 2, 3], write('odd')))).to.deep.equal([
      codes.ENDORSEMENT_POLICY_FAILURE,
    ]);
  });

  const govern =
    (key: string, policy: string) =>
    (simulator: Simulator): void => {
      const bytes = parseSignaturePolicy(policy).serializeBinary();
      simulator.putStateMetadata('basic', key, 'VALIDATION_PARAMETER', bytes);
    };
});

/** `shared` by Org1 and Org2; `ofOrg2` with a policy of its own. */
function collections({ organizations }: TestChannel): peer.CollectionConfigPackage {
  const members = organizations.slice(0, 2).map(({ mspID }) => `'${mspID}.member'`);
  const config = new peer.CollectionConfigPackage();
  for (const name of ['shared', 'ofOrg2']) {
    const collection = new peer.StaticCollectionConfig();
    collection.setName(name);
    collection.setMaximumPeerCount(1);
    const policy = new peer.CollectionPolicyConfig();
    policy.setSignaturePolicy(parseSignaturePolicy(`OR(${members.join(', ')})`));
    collection.setMemberOrgsPolicy(policy);
    if (name === 'ofOrg2') {
      const endorsement = new peer.ApplicationPolicy();
      endorsement.setSignaturePolicy(parseSignaturePolicy("OR('Org2MSP.peer')"));
      collection.setEndorsementPolicy(endorsement);
    }
    config.addConfig().setStaticCollectionConfig(collection);
  }
  return config;
}
