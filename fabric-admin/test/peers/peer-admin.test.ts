// SPDX-License-Identifier: Apache-2.0

import { status as grpcStatus } from '@grpc/grpc-js';
import { common, msp, peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { createHash, verify, X509Certificate } from 'node:crypto';
import { FabricError, newPeerAdmin, newPeerLifecycle, type PeerAdmin } from '../../src/index.js';
import { endorserService, type FakeNode, startFakeNode } from '../support/fake-node.js';
import { argumentsOf } from '../support/gateway-service.js';
import { newConfigBlock } from '../support/new-config-block.js';
import { rejection } from '../support/rejection.js';
import { rpcError } from '../support/rpc-error.js';
import { startSilentListener } from '../support/silent-listener.js';
import { newTestOrganization, type TestOrganization } from '../support/test-organization.js';

/** What the fake peer does with a proposal: its answer to a function of a chaincode. */
type Answer = (name: string, args: readonly Uint8Array[], proposal: peer.SignedProposal) => peer.ProposalResponse;

describe('newPeerAdmin', () => {
  let organization: TestOrganization;
  let node: FakeNode;
  let admin: PeerAdmin;
  let answer: Answer;

  before(async () => {
    organization = await newTestOrganization();
    node = await startFakeNode({
      organization,
      services: [
        endorserService((proposal) => {
          const [name, ...args] = argumentsOf(proposal);
          return answer(Buffer.from(name ?? []).toString(), args, proposal);
        }),
      ],
    });
    admin = newPeerAdmin({ endpoint: node.endpoint, identity: organization.identity });
  });

  after(() => {
    admin.close();
    node.stop();
  });

  it('signs a proposal as peers check it: creator, signature, transaction ID, no channel', async () => {
    let proposal = new peer.SignedProposal();
    answer = (_name, _args, signed) => {
      proposal = signed;
      return success(new peer.ChannelQueryResponse().serializeBinary());
    };
    await admin.listChannels();
    const unsigned = peer.Proposal.deserializeBinary(proposal.getProposalBytes_asU8());
    const header = common.Header.deserializeBinary(unsigned.getHeader_asU8());
    const signatureHeader = common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8());
    const channelHeader = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
    const creator = msp.SerializedIdentity.deserializeBinary(signatureHeader.getCreator_asU8());
    const { publicKey } = new X509Certificate(creator.getIdBytes_asU8());
    expect(creator.getMspid()).to.equal('Org1MSP');
    expect(verify('sha256', proposal.getProposalBytes_asU8(), publicKey, proposal.getSignature_asU8())).to.be.true;
    expect(channelHeader.getChannelId()).to.equal('');
    expect(channelHeader.getType()).to.equal(common.HeaderType.ENDORSER_TRANSACTION);
    expect(channelHeader.getTxId()).to.equal(
      createHash('sha256')
        .update(signatureHeader.getNonce_asU8())
        .update(signatureHeader.getCreator_asU8())
        .digest('hex'),
    );
  });

  describe('install', () => {
    it("returns the peer's own answer of the package ID", async () => {
      answer = (_name, [args]) => {
        const { length } = peer.lifecycle.InstallChaincodeArgs.deserializeBinary(
          args ?? new Uint8Array(),
        ).getChaincodeInstallPackage_asU8();
        return success(installResult(`cc_1:${String(length)}`));
      };
      expect(await admin.install(Buffer.from('package'))).to.deep.equal({
        packageID: 'cc_1:7',
        alreadyInstalled: false,
      });
    });

    it('takes packages of many megabytes', async () => {
      answer = () => success(installResult('cc_1:00'));
      expect(await admin.install(Buffer.alloc(20_000_000))).to.have.property('packageID', 'cc_1:00');
    });

    const already = "chaincode already successfully installed (package ID 'cc_1:aa')";

    it('has a value for a package that is there', async () => {
      answer = (name) => (name === 'InstallChaincode' ? failure(500, already) : success(installed('cc_1:aa')));
      expect(await admin.install(Buffer.from('x'))).to.deep.equal({ packageID: 'cc_1:aa', alreadyInstalled: true });
    });

    it('does not believe that a package is there which the peer does not list', async () => {
      answer = (name) => (name === 'InstallChaincode' ? failure(500, already) : success(installed('cc_1:bb')));
      const error = await rejection(admin.install(Buffer.from('x')), FabricError);
      expect(error).to.include({ code: 'REFUSED', reason: 'ALREADY_INSTALLED', status: 500 });
    });
  });

  it('lists installed packages with the definitions that refer to them', async () => {
    answer = () => success(installed('cc_1:aa', { channelID: 'mychannel', name: 'cc', version: '1' }));
    expect(await admin.queryInstalled()).to.deep.equal([
      {
        packageID: 'cc_1:aa',
        label: 'cc_1',
        references: [{ channelID: 'mychannel', name: 'cc', version: '1' }],
      },
    ]);
  });

  describe('joinChannel', () => {
    const already = 'cannot create ledger from genesis block: ledger [mychannel] already exists with state [ACTIVE]';
    const block = newConfigBlock('mychannel');

    it('sends the block', async () => {
      let sent: readonly Uint8Array[] = [];
      answer = (_name, args) => {
        sent = args;
        return success(new Uint8Array());
      };
      expect(await admin.joinChannel(block)).to.deep.equal({ alreadyJoined: false });
      expect(Buffer.from(sent[0] ?? [])).to.deep.equal(Buffer.from(block.serializeBinary()));
    });

    it('has a value for a channel that is there', async () => {
      answer = (name) => (name === 'JoinChain' ? failure(500, already) : success(channels('mychannel')));
      expect(await admin.joinChannel(block)).to.deep.equal({ alreadyJoined: true });
    });

    it('does not believe in a ledger that is not one of a channel', async () => {
      answer = (name) => (name === 'JoinChain' ? failure(500, already) : success(channels('other')));
      const error = await rejection(admin.joinChannel(block), FabricError);
      expect(error.reason).to.equal('ALREADY_JOINED');
    });
  });

  it('reads the height of a channel', async () => {
    answer = () => {
      const info = new common.BlockchainInfo();
      info.setHeight(12);
      info.setCurrentblockhash(Buffer.from('now'));
      info.setPreviousblockhash(Buffer.from('then'));
      return success(info.serializeBinary());
    };
    const { height, currentBlockHash, previousBlockHash } = await admin.getChainInfo('mychannel');
    expect(height).to.equal(12n);
    expect(Buffer.from(currentBlockHash).toString()).to.equal('now');
    expect(Buffer.from(previousBlockHash).toString()).to.equal('then');
  });

  for (const { status, text, code, reason } of [
    { status: 404, text: 'namespace cc is not defined', code: 'NOT_FOUND', reason: 'NOT_DEFINED' },
    { status: 500, text: "channel 'nope' not found", code: 'NOT_FOUND', reason: 'UNKNOWN_CHANNEL' },
    { status: 500, text: 'access denied for [GetChannels]: no', code: 'FORBIDDEN', reason: 'ACCESS_DENIED' },
    { status: 500, text: 'the disk is full', code: 'REFUSED', reason: undefined },
    { status: 400, text: 'bad', code: 'REFUSED', reason: undefined },
  ]) {
    it(`fails with ${code} when the peer answers ${String(status)} "${text}"`, async () => {
      answer = () => failure(status, text);
      const error = await rejection(admin.listChannels(), FabricError);
      expect(error).to.include({ name: 'FabricError', code, reason, status });
      expect(error.message).to.contain('peer0').and.to.contain(text);
      expect(error.details).to.deep.equal([{ address: node.endpoint.address, mspID: '', message: text }]);
    });
  }

  it('fails with FORBIDDEN when the peer refuses the identity', async () => {
    const text = 'error validating proposal: access denied: channel [] creator org [Org1MSP]';
    answer = () => {
      throw rpcError(grpcStatus.UNKNOWN, text);
    };
    const error = await rejection(admin.listChannels(), FabricError);
    expect(error).to.include({ code: 'FORBIDDEN', reason: 'ACCESS_DENIED', status: grpcStatus.UNKNOWN });
    expect(error.cause).to.have.property('details', text);
  });

  it('fails with TIMEOUT when there is no answer in time', async () => {
    const mute = await startFakeNode({ organization, services: [endorserService(() => undefined)] });
    const waiting = newPeerAdmin({ endpoint: mute.endpoint, identity: organization.identity, timeoutMs: 200 });
    try {
      expect(await rejection(waiting.listChannels(), FabricError)).to.include({
        code: 'TIMEOUT',
        status: grpcStatus.DEADLINE_EXCEEDED,
      });
    } finally {
      waiting.close();
      mute.stop();
    }
  });

  it('fails with UNAVAILABLE when the connection is swallowed, refused, or to somebody else', async () => {
    const silent = await startSilentListener();
    const stranger = await newTestOrganization('Org2MSP');
    const stopped = await startFakeNode({ organization, services: [] });
    stopped.stop();
    for (const endpoint of [
      { ...node.endpoint, address: silent.address },
      stopped.endpoint,
      { ...node.endpoint, tlsRootCerts: stranger.ca.certificate },
    ]) {
      const lost = newPeerAdmin({ endpoint, identity: organization.identity, timeoutMs: 500 });
      const error = await rejection(lost.listChannels(), FabricError);
      lost.close();
      expect(error.code, endpoint.address).to.equal('UNAVAILABLE');
      expect(error.details[0]?.address).to.equal(endpoint.address);
    }
    silent.stop();
  });

  it('reaches a node whose certificate has another host than the address', async () => {
    answer = () => success(channels('mychannel'));
    const endpoint = { ...node.endpoint, address: node.endpoint.address.replace('localhost', '127.0.0.1') };
    const named = newPeerAdmin({ endpoint: { ...endpoint, serverName: 'localhost' }, identity: organization.identity });
    expect(await named.listChannels()).to.deep.equal(['mychannel']);
    named.close();
  });

  it('refuses calls after it is closed', async () => {
    const closed = newPeerAdmin({ endpoint: node.endpoint, identity: organization.identity });
    closed.close();
    expect(await rejection(closed.listChannels(), FabricError)).to.have.property('code', 'CANCELLED');
  });

  describe('newPeerLifecycle', () => {
    it('asks this peer on the channel, and has no definition where the peer knows none', async () => {
      let channelID = '';
      answer = (_name, _args, proposal) => {
        const { header } = parts(proposal);
        channelID = header.getChannelId();
        return failure(404, 'namespace cc is not defined');
      };
      const lifecycle = newPeerLifecycle({
        endpoint: node.endpoint,
        identity: organization.identity,
        channelID: 'mychannel',
      });
      expect(await lifecycle.queryCommitted('cc')).to.be.undefined;
      expect(channelID).to.equal('mychannel');
      lifecycle.close();
    });
  });
});

function parts(proposal: peer.SignedProposal): { readonly header: common.ChannelHeader } {
  const unsigned = peer.Proposal.deserializeBinary(proposal.getProposalBytes_asU8());
  const header = common.Header.deserializeBinary(unsigned.getHeader_asU8());
  return { header: common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8()) };
}

function success(payload: Uint8Array): peer.ProposalResponse {
  return proposalResponse(200, '', payload);
}

function failure(status: number, message: string): peer.ProposalResponse {
  return proposalResponse(status, message, new Uint8Array());
}

function proposalResponse(status: number, message: string, payload: Uint8Array): peer.ProposalResponse {
  const response = new peer.Response();
  response.setStatus(status);
  response.setMessage(message);
  response.setPayload(payload);
  const result = new peer.ProposalResponse();
  result.setResponse(response);
  return result;
}

function installResult(packageID: string): Uint8Array {
  const result = new peer.lifecycle.InstallChaincodeResult();
  result.setPackageId(packageID);
  return result.serializeBinary();
}

function installed(
  packageID: string,
  reference?: { readonly channelID: string; readonly name: string; readonly version: string },
): Uint8Array {
  const chaincode = new peer.lifecycle.QueryInstalledChaincodesResult.InstalledChaincode();
  chaincode.setPackageId(packageID);
  chaincode.setLabel(packageID.split(':')[0] ?? '');
  if (reference !== undefined) {
    const referring = new peer.lifecycle.QueryInstalledChaincodesResult.Chaincode();
    referring.setName(reference.name);
    referring.setVersion(reference.version);
    const references = new peer.lifecycle.QueryInstalledChaincodesResult.References();
    references.setChaincodesList([referring]);
    chaincode.getReferencesMap().set(reference.channelID, references);
  }
  const result = new peer.lifecycle.QueryInstalledChaincodesResult();
  result.setInstalledChaincodesList([chaincode]);
  return result.serializeBinary();
}

function channels(...channelIDs: readonly string[]): Uint8Array {
  const result = new peer.ChannelQueryResponse();
  result.setChannelsList(
    channelIDs.map((channelID) => {
      const channel = new peer.ChannelInfo();
      channel.setChannelId(channelID);
      return channel;
    }),
  );
  return result.serializeBinary();
}
