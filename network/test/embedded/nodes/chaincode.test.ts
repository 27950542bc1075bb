// SPDX-License-Identifier: Apache-2.0

import { CommitError, EndorseError, GatewayError, StatusCode, type Contract } from '@hyperledger/fabric-gateway';
import { parseSignaturePolicy } from '@opssc/configtx';
import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { asInit } from './support/as-init.js';
import type { ChaincodeService } from './support/chaincode-service.js';
import { rejection } from './support/rejection.js';
import { TestNetwork } from './support/test-network.js';
import { text } from './support/text.js';

describe('a chaincode service of an embedded network', () => {
  let test: TestNetwork;
  let contract: Contract;
  let service: ChaincodeService;
  let packageID: string;
  let address: string;

  before(async () => {
    test = await TestNetwork.start({ channels: ['mychannel', 'other'], batchTimeout: 10 });
    ({ service, packageID, address } = await test.deploy({
      name: 'sample',
      // Six peers in turn wait for as long before they give up on a service.
      dialTimeout: '300ms',
      signaturePolicy: "OutOf(1, 'Org1MSP.peer', 'Org2MSP.peer', 'Org3MSP.peer')",
      collections: [
        {
          name: 'secrets',
          policy: "OR('Org1MSP.member', 'Org2MSP.member')",
          requiredPeerCount: 0,
          maxPeerCount: 1,
          blockToLive: 0,
          memberOnlyRead: true,
          memberOnlyWrite: true,
        },
      ],
    }));
    const organizations = [1, 2, 3];
    await test.deploy({ name: 'second' });
    await test.define({ name: 'sample', channelID: 'other', packageID, organizations });
    contract = await contractAt(1);
  });

  after(() => test.close());

  async function contractAt(organization: number, name = 'sample', channelID = 'mychannel'): Promise<Contract> {
    return (await test.gateway(organization)).getNetwork(channelID).getContract(name);
  }

  async function evaluate(name: string, ...args: string[]): Promise<string> {
    return text(await contract.evaluateTransaction(name, ...args));
  }

  it('deletes a key', async () => {
    await contract.submitTransaction('put', 'gone', 'x');
    await contract.submitTransaction('delete', 'gone');
    expect(await evaluate('get', 'gone')).to.equal('');
  });

  it('sees who has called', async () => {
    expect(text(await (await contractAt(2)).evaluateTransaction('mspID'))).to.equal('Org2MSP');
  });

  describe('queries', () => {
    before(() => contract.submitTransaction('fill', 'item', '250'));

    it('ranges over more keys than one message holds', async () => {
      const keys = JSON.parse(await evaluate('range', 'item', 'itemz')) as string[];
      expect(keys).to.have.length(250);
      expect(keys).to.deep.equal([...keys].sort());
      expect(JSON.parse(await evaluate('range', 'item0010', 'item0012'))).to.deep.equal(['item0010', 'item0011']);
    });

    it('pages with bookmarks until there are no more', async () => {
      const first = JSON.parse(await evaluate('page', 'item', 'itemz', '120', '')) as Page;
      expect({ ...first, keys: first.keys.length }).to.deep.equal({ keys: 120, bookmark: 'item0120', count: 120 });
      const second = JSON.parse(await evaluate('page', 'item', 'itemz', '120', first.bookmark)) as Page;
      const third = JSON.parse(await evaluate('page', 'item', 'itemz', '120', second.bookmark)) as Page;
      expect({ ...third, keys: third.keys.length }).to.deep.equal({ keys: 10, bookmark: '', count: 10 });
      expect(new Set([...first.keys, ...second.keys, ...third.keys]).size).to.equal(250);
    });

    it('lists what a key was, newest first', async () => {
      for (const value of ['one', 'two']) {
        await contract.submitTransaction('put', 'diary', value);
      }
      await contract.submitTransaction('delete', 'diary');
      expect(JSON.parse(await evaluate('history', 'diary'))).to.deep.equal(['deleted', 'two', 'one']);
    });

    it('refuses rich queries as a peer without CouchDB does', async () => {
      const error = await rejection(contract.evaluateTransaction('query', '{}'), GatewayError);
      expect(error.details[0]?.message).to.contain('GET_QUERY_RESULT failed');
      expect(error.details[0]?.message).to.contain('not supported for leveldb');
    });
  });

  describe('private data', () => {
    const secret = { transientData: { value: Buffer.from('a secret') } };

    before(async () => {
      await contract.submit('putPrivate', { arguments: ['secrets', 'key'], ...secret });
    });

    it('is at the peers of its members', async () => {
      for (const organization of [1, 2]) {
        const member = await contractAt(organization);
        expect(text(await member.evaluateTransaction('getPrivate', 'secrets', 'key'))).to.equal('a secret');
        expect(text(await member.evaluateTransaction('rangePrivate', 'secrets', '', ''))).to.equal('["key"]');
      }
    });

    it('is hidden from others, who have its hash', async () => {
      const other = await contractAt(3);
      const error = await rejection(other.evaluateTransaction('getPrivate', 'secrets', 'key'), GatewayError);
      expect(error.details[0]?.message).to.contain('tx creator does not have read access permission on privatedata');
      const hash = createHash('sha256').update('a secret').digest('hex');
      expect(text(await other.evaluateTransaction('privateHash', 'secrets', 'key'))).to.equal(hash);
    });

    it('can not be written by others', async () => {
      const call = (await contractAt(3)).submit('putPrivate', { arguments: ['secrets', 'key2'], ...secret });
      const error = await rejection(call, EndorseError);
      expect(error.details[0]?.message).to.contain('tx creator does not have write access permission');
    });

    it('is known by collections that exist only', async () => {
      const error = await rejection(contract.evaluateTransaction('getPrivate', 'nothing', 'key'), GatewayError);
      expect(error.details[0]?.message).to.contain('collection mychannel/sample/nothing could not be found');
    });

    it('is kept in the implicit collection of one organization', async () => {
      const collection = '_implicit_org_Org2MSP';
      const member = await contractAt(2);
      await member.submit('putPrivate', { arguments: [collection, 'own'], ...secret });
      expect(text(await member.evaluateTransaction('getPrivate', collection, 'own'))).to.equal('a secret');
      const error = await rejection(contract.evaluateTransaction('getPrivate', collection, 'own'), GatewayError);
      expect(error.details[0]?.message).to.contain('private data matching public hash version is not available');
    });

    it('is purged', async () => {
      await contract.submit('putPrivate', { arguments: ['secrets', 'old'], ...secret });
      await contract.submitTransaction('purgePrivate', 'secrets', 'old');
      expect(await evaluate('getPrivate', 'secrets', 'old')).to.equal('');
      expect(await evaluate('privateHash', 'secrets', 'old')).to.equal('');
    });
  });

  describe('calls of other chaincodes', () => {
    it('write in the same transaction on the same channel', async () => {
      await contract.submitTransaction('call', 'second', '', 'put', 'shared', 'by sample');
      const second = await contractAt(1, 'second');
      expect(text(await second.evaluateTransaction('get', 'shared'))).to.equal('by sample');
      expect(await evaluate('get', 'shared')).to.equal('');
    });

    it('only read on another channel', async () => {
      const other = await contractAt(1, 'sample', 'other');
      await other.submitTransaction('put', 'there', 'x');
      expect(await evaluate('call', 'sample', 'other', 'get', 'there')).to.equal('x');
      await contract.submitTransaction('call', 'sample', 'other', 'put', 'there', 'y');
      expect(text(await other.evaluateTransaction('get', 'there'))).to.equal('x');
    });

    it('fail for what is not there', async () => {
      const error = await rejection(contract.evaluateTransaction('call', 'nothing', '', 'get', 'a'), GatewayError);
      expect(error.details[0]?.message).to.contain('chaincode nothing not found');
      const unknown = await rejection(contract.evaluateTransaction('call', 'a', 'nowhere', 'get', 'a'), GatewayError);
      expect(unknown.details[0]?.message).to.contain('Failed to get policy manager for channel [nowhere]');
    });
  });

  it('is asked for endorsements as the policy of a key says', async () => {
    const policy = Buffer.from(parseSignaturePolicy("AND('Org2MSP.peer', 'Org3MSP.peer')").serializeBinary());
    await contract.submitTransaction('put', 'guarded', 'a');
    await contract.submitTransaction('setPolicy', 'guarded', policy.toString('base64'));
    await contract.submitTransaction('put', 'guarded', 'b');
    expect(await evaluate('get', 'guarded')).to.equal('b');
    const alone = contract.submit('put', { arguments: ['guarded', 'c'], endorsingOrganizations: ['Org1MSP'] });
    expect((await rejection(alone, CommitError)).code).to.equal(StatusCode.ENDORSEMENT_POLICY_FAILURE);
  });

  it('has to be initialized first where its definition says so, and once', async () => {
    await test.define({ name: 'careful', packageID, organizations: [1, 2, 3], initRequired: true });
    const careful = await contractAt(1, 'careful');
    const early = await rejection(careful.evaluateTransaction('get', 'a'), GatewayError);
    expect(early.details[0]?.message).to.contain(
      "chaincode 'careful' has not been initialized for this version, must call as init first",
    );
    const gateway = await test.gateway(1);
    const init = (value: string) => asInit(gateway, careful.newProposal('init', { arguments: [value] }));
    const commit = await (await init('begin').endorse()).submit();
    expect((await commit.getStatus()).code).to.equal(StatusCode.VALID);
    expect(text(await careful.evaluateTransaction('get', 'initialized-with'))).to.equal('begin');
    const again = await rejection(init('again').endorse(), EndorseError);
    expect(again.details[0]?.message).to.contain("chaincode 'careful' is already initialized but called as init");
    const needless = await rejection(asInit(gateway, contract.newProposal('init')).endorse(), EndorseError);
    expect(needless.details[0]?.message).to.contain(
      "chaincode 'sample' does not require initialization but called as init",
    );
  });

  it('ends a transaction when it goes away in the middle, and is dialled again when it is back', async () => {
    const hanging = service.nextMessage();
    const broken = rejection(contract.evaluateTransaction('hang'), GatewayError);
    expect(await hanging).to.equal('hanging');
    await service.stop();
    expect((await broken).details[0]?.message).to.contain('chaincode stream terminated');
    const error = await rejection(contract.evaluateTransaction('get', 'a'), GatewayError);
    expect(error.details[0]?.message).to.match(
      /error in simulation: failed to execute transaction \w+: could not launch chaincode sample_1:\w+: connection to sample_1:\w+ failed/,
    );
    service = await test.startService(packageID, address);
    await contract.submitTransaction('put', 'back', 'again');
    expect(await evaluate('get', 'back')).to.equal('again');
  });
});

interface Page {
  readonly keys: readonly string[];
  readonly bookmark: string;
  readonly count: number;
}
