// SPDX-License-Identifier: Apache-2.0

import { status, type ServiceError } from '@grpc/grpc-js';
import type { Contract } from '@hyperledger/fabric-gateway';
import { FabricError, newFileSigningIdentity, type SigningIdentity } from '@opssc/fabric-admin';
import { common, peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { tlsOf } from './support/converse.js';
import { rejection } from './support/rejection.js';
import { signedProposal } from './support/signed-proposal.js';
import { TestNetwork } from './support/test-network.js';

describe('the Endorser of an embedded peer', () => {
  let test: TestNetwork;
  let user: SigningIdentity;
  let packageBytes: Uint8Array;

  before(async () => {
    test = await TestNetwork.start({ organizations: 2, peers: 1, batchTimeout: 10 });
    await test.deploy({ name: 'sample' });
    user = await newFileSigningIdentity(test.organization(1).user);
    ({ bytes: packageBytes } = await test.package('other_1'));
  });

  after(() => test.close());

  async function processProposal(proposal: peer.SignedProposal): Promise<peer.ProposalResponse> {
    const client = new peer.EndorserClient(test.peer(1).address, await tlsOf(test.peer(1)));
    try {
      return await new Promise((resolve, reject) => {
        client.processProposal(proposal, (error, response) => {
          if (response) {
            resolve(response);
          } else {
            reject(error ?? new Error('no answer'));
          }
        });
      });
    } finally {
      client.close();
    }
  }

  describe('without a channel', () => {
    it('lets no one but admins install', async () => {
      const error = await rejection((await test.peerAdmin(1, 0, user)).install(packageBytes), FabricError);
      expect(error.message).to.contain('Failed to authorize invocation due to failed ACL check');
      expect(error.message).to.contain('The identity is not an admin under this MSP');
    });

    it('lets every member list the channels', async () => {
      expect(await (await test.peerAdmin(1, 0, user)).listChannels()).to.deep.equal(['mychannel']);
    });

    it('does not know the admins of other organizations', async () => {
      const stranger = await test.admin(2);
      const error = await rejection((await test.peerAdmin(1, 0, stranger)).listChannels(), FabricError);
      expect(error.message).to.contain('access denied: channel [] creator org unknown, creator is malformed');
    });

    it('takes a package once, and gives it back', async () => {
      const admin = await test.peerAdmin(1);
      const { packageID, alreadyInstalled } = await admin.install(packageBytes);
      expect(alreadyInstalled).to.equal(false);
      expect((await admin.install(packageBytes)).alreadyInstalled).to.equal(true);
      expect(Buffer.from(await admin.getInstalledPackage(packageID)).equals(packageBytes)).to.equal(true);
    });

    it('joins no channel by a block that is no configuration', async () => {
      const error = await rejection((await test.peerAdmin(1)).joinChannel(await test.block(1, 1n)), FabricError);
      expect(error.message).to.contain('validation of configuration block');
    });
  });

  describe('with a channel', () => {
    it('answers for a channel that it has not joined', async () => {
      const response = await processProposal(await signedProposal({ identity: user, channelID: 'nowhere' }));
      expect(response.getResponse()?.getStatus()).to.equal(500);
      expect(response.getResponse()?.getMessage()).to.equal("channel 'nowhere' not found");
    });

    it('names the chaincode that is not defined', async () => {
      const response = await processProposal(await signedProposal({ identity: user, chaincode: 'nothing' }));
      expect(response.getResponse()?.getMessage()).to.equal(
        'make sure the chaincode nothing has been successfully defined on channel mychannel and try again: ' +
          'chaincode nothing not found',
      );
    });

    it('names the chaincode that is defined but not installed', async () => {
      await test.define({ name: 'missing', packageID: `missing_1:${'0'.repeat(64)}`, organizations: [1, 2] });
      const response = await processProposal(await signedProposal({ identity: user, chaincode: 'missing' }));
      expect(response.getResponse()?.getMessage()).to.contain(
        "chaincode definition for 'missing' exists, but chaincode is not installed",
      );
    });

    it('signs what it has simulated', async () => {
      const args = ['put', 'signed', 'x'];
      const response = await processProposal(await signedProposal({ identity: user, arguments: args }));
      expect(response.getVersion()).to.equal(1);
      const payload = peer.ProposalResponsePayload.deserializeBinary(response.getPayload_asU8());
      const action = peer.ChaincodeAction.deserializeBinary(payload.getExtension_asU8());
      expect(action.getChaincodeId()?.toObject()).to.deep.equal({ path: '', name: 'sample', version: '1.0' });
      expect(peer.ChaincodeEvent.deserializeBinary(action.getEvents_asU8()).getEventName()).to.equal('put');
      expect(
        response
          .getInterest()
          ?.getChaincodesList()
          .map((call) => call.getName()),
      ).to.deep.equal(['sample']);
      expect(response.getEndorsement()?.getSignature_asU8()).to.have.length.above(60);
    });

    it('refuses proposals that are not what they say', async () => {
      const forged = { ...user, sign: () => Promise.resolve(Buffer.from('no signature')) };
      const cases = [
        { options: { identity: forged }, message: 'access denied: channel [mychannel] creator org [Org1MSP]' },
        { options: { identity: user, transactionID: '00' }, message: "incorrectly computed txid '00'" },
        {
          options: { identity: user, type: common.HeaderType.CONFIG_UPDATE },
          message: 'invalid header type CONFIG_UPDATE',
        },
        { options: { identity: user, epoch: 1 }, message: 'epoch is non-zero' },
        { options: { identity: { ...user, mspID: 'Org9MSP' } }, message: 'creator org unknown, creator is malformed' },
      ];
      for (const { options, message } of cases) {
        const error = await rejection(processProposal(await signedProposal(options)), Error);
        expect((error as ServiceError).code).to.equal(status.UNKNOWN);
        expect(error.message).to.contain('error validating proposal').and.to.contain(message);
      }
    });

    it('refuses a transaction that is on the ledger', async () => {
      const contract = (await test.gateway(1)).getNetwork('mychannel').getContract('sample');
      const proposal = contract.newProposal('put', { arguments: ['once', 'x'] });
      const transaction = await proposal.endorse();
      await (await transaction.submit()).getStatus();
      const error = await rejection(proposal.endorse(), Error);
      expect(JSON.stringify(error)).to.contain(`duplicate transaction found [${proposal.getTransactionId()}]`);
    });
  });

  describe('of qscc', () => {
    let qscc: Contract;

    before(async () => {
      qscc = (await test.gateway(1)).getNetwork('mychannel').getContract('qscc');
    });

    it('finds a block by its number, hash and transaction', async () => {
      const block = await test.block(1, 1n);
      const info = await (await test.peerAdmin(1)).getChainInfo('mychannel');
      const [envelope = new Uint8Array()] = block.getData()?.getDataList_asU8() ?? [];
      const byNumber = await qscc.evaluateTransaction('GetBlockByNumber', 'mychannel', '1');
      expect(Buffer.from(byNumber).equals(block.serializeBinary())).to.equal(true);
      const newest = await qscc.evaluate('GetBlockByHash', { arguments: ['mychannel', info.currentBlockHash] });
      expect(common.Block.deserializeBinary(newest).getHeader()?.getNumber()).to.equal(Number(info.height) - 1);
      const transactionID = transactionIDOf(envelope);
      const byTransaction = await qscc.evaluateTransaction('GetBlockByTxID', 'mychannel', transactionID);
      expect(Buffer.from(byTransaction).equals(byNumber)).to.equal(true);
      const found = await qscc.evaluateTransaction('GetTransactionByID', 'mychannel', transactionID);
      const transaction = peer.ProcessedTransaction.deserializeBinary(found);
      expect(transaction.getValidationcode()).to.equal(peer.TxValidationCode.VALID);
      expect(Buffer.from(transaction.getTransactionenvelope()?.serializeBinary() ?? []).equals(envelope)).to.equal(
        true,
      );
    });

    const failures = [
      { args: ['GetBlockByNumber', 'mychannel', '1000'], message: 'no such block number [1000] in index' },
      { args: ['GetBlockByNumber', 'mychannel', 'x'], message: 'Failed to parse block number' },
      { args: ['GetTransactionByID', 'mychannel', 'ab'], message: 'no such transaction ID [ab] in index' },
      { args: ['GetChainInfo', 'nowhere'], message: 'Invalid chain ID, nowhere' },
    ] as const;
    for (const { args, message } of failures) {
      it(`fails on ${args.join(' ')}`, async () => {
        const [name, ...rest] = args;
        const error = await rejection(qscc.evaluateTransaction(name, ...rest), Error);
        expect(error.message).to.contain(message);
      });
    }
  });
});

function transactionIDOf(envelope: Uint8Array): string {
  const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(envelope).getPayload_asU8());
  const header = payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array();
  return common.ChannelHeader.deserializeBinary(header).getTxId();
}
