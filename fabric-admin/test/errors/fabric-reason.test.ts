// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { packageIDIn } from '../../src/errors/fabric-reason.js';
import { fabricReason, type FabricReason } from '../../src/index.js';

/** Taken word for word from answers of Fabric 3.1.5; the live tests ask for most of them again. */
const answers: readonly { readonly reason: FabricReason; readonly text: string }[] = [
  {
    reason: 'ALREADY_INSTALLED',
    text: "failed to invoke backing implementation of 'InstallChaincode': chaincode already successfully installed (package ID 'cc_1:b1c677')",
  },
  {
    reason: 'ALREADY_JOINED',
    text: 'cannot create ledger from genesis block: ledger [mychannel] already exists with state [ACTIVE]',
  },
  { reason: 'ALREADY_JOINED', text: 'cannot join: channel already exists' },
  {
    reason: 'ALREADY_APPROVED',
    text: "chaincode response 500, failed to invoke backing implementation of 'ApproveChaincodeDefinitionForMyOrg': attempted to redefine uncommitted sequence (1) for namespace cc with unchanged content",
  },
  {
    reason: 'ALREADY_APPROVED',
    text: "chaincode response 500, failed to invoke backing implementation of 'ApproveChaincodeDefinitionForMyOrg': attempted to redefine the current committed sequence (1) for namespace cc",
  },
  {
    reason: 'COMMITTED_DIFFERENTLY',
    text: "chaincode response 500, failed to invoke backing implementation of 'ApproveChaincodeDefinitionForMyOrg': attempted to redefine the current committed sequence (1) for namespace cc with different parameters: expected Version '1' does not match passed Version '9'",
  },
  {
    reason: 'SEQUENCE_COMMITTED',
    text: "chaincode response 500, failed to invoke backing implementation of 'CommitChaincodeDefinition': requested sequence is 1, but new definition must be sequence 2",
  },
  {
    reason: 'SEQUENCE_COMMITTED',
    text: "failed to invoke backing implementation of 'ApproveChaincodeDefinitionForMyOrg': currently defined sequence 2 is larger than requested sequence 1",
  },
  {
    reason: 'SEQUENCE_SKIPPED',
    text: "chaincode response 500, failed to invoke backing implementation of 'CommitChaincodeDefinition': requested sequence is 10, but new definition must be sequence 9",
  },
  {
    reason: 'SEQUENCE_SKIPPED',
    text: "failed to invoke backing implementation of 'ApproveChaincodeDefinitionForMyOrg': requested sequence 3 is larger than the next available sequence number 1",
  },
  {
    reason: 'NOT_AGREED',
    text: "chaincode response 500, failed to invoke backing implementation of 'CommitChaincodeDefinition': chaincode definition not agreed to by this org (Org2MSP)",
  },
  { reason: 'NOT_DEFINED', text: 'chaincode response 404, namespace cc is not defined' },
  {
    reason: 'NOT_APPROVED',
    text: "chaincode response 500, failed to invoke backing implementation of 'QueryApprovedChaincodeDefinition': could not fetch approved chaincode definition (name: 'cc', sequence: '1') on channel 'mychannel'",
  },
  {
    reason: 'PACKAGE_NOT_FOUND',
    text: "failed to invoke backing implementation of 'GetInstalledChaincodePackage': could not load cc install package: chaincode install package 'cc_1:00' not found",
  },
  { reason: 'UNKNOWN_CHANNEL', text: "channel 'nope' not found" },
  { reason: 'UNKNOWN_CHANNEL', text: 'Unknown channel ID, nope' },
  { reason: 'UNKNOWN_CHANNEL', text: 'Invalid chain ID, nope' },
  {
    reason: 'UNKNOWN_CHANNEL',
    text: 'failed to get config for channel [nope]: could not get last config for channel nope',
  },
  { reason: 'UNKNOWN_CHANNEL', text: 'cannot remove: channel does not exist' },
  { reason: 'NO_ENDORSER', text: 'no peers available to evaluate chaincode zz in channel mychannel' },
  {
    reason: 'NO_ENDORSER',
    text: 'no combination of peers can be derived which satisfy the endorsement policy: No metadata was found for chaincode zz in channel mychannel',
  },
  {
    reason: 'NO_ENDORSER',
    text: 'failed to select a set of endorsers that satisfy the endorsement policy due to unavailability of peers: [{peer0.org2:7051 Org2MSP}]',
  },
  { reason: 'ENDORSEMENTS_DIFFER', text: 'ProposalResponsePayloads do not match' },
  { reason: 'NO_ENDORSER', text: 'failed to find any endorsing peers for org(s): Org2MSP' },
  {
    reason: 'CHAINCODE_UNAVAILABLE',
    text: 'error in simulation: failed to execute transaction 43ca: could not launch chaincode cc_1:b1c6: connection to cc_1:b1c6 failed: error cannot create connection for cc_1:b1c6: error creating grpc connection to 127.0.0.1:19999: failed to create new connection: connection error: desc = "transport: error while dialing: dial tcp 127.0.0.1:19999: connect: connection refused"',
  },
  {
    reason: 'CHAINCODE_UNAVAILABLE',
    text: 'error in simulation: failed to execute transaction 43ca: error sending: chaincode stream terminated',
  },
  { reason: 'NO_ORDERER', text: 'no orderers could successfully process transaction' },
  {
    reason: 'NO_ORDERER',
    text: 'insufficient number of orderers could successfully process transaction to satisfy quorum requirement',
  },
  { reason: 'NO_ORDERER', text: 'no orderer nodes available' },
  {
    reason: 'ACCESS_DENIED',
    text: "Failed to authorize invocation due to failed ACL check: Failed verifying that proposal's creator satisfies local MSP principal during channelless check policy with policy [Admins]: [The identity is not an admin under this MSP [Org1MSP]: The identity does not contain OU [ADMIN], MSP: [Org1MSP]]",
  },
  {
    reason: 'ACCESS_DENIED',
    text: 'error validating proposal: access denied: channel [] creator org unknown, creator is malformed',
  },
];

describe('fabricReason', () => {
  for (const { reason, text } of answers) {
    it(`finds ${reason} in "${text.length > 90 ? `…${text.slice(-90)}` : text}"`, () => {
      expect(fabricReason(text)).to.equal(reason);
    });
  }

  it('finds none in a text of another kind', () => {
    expect(fabricReason('could not parse as a chaincode install package: error reading as gzip stream')).to.be
      .undefined;
  });

  it("finds none in a chaincode's own words, whatever they are", () => {
    expect(fabricReason('chaincode response 500, access denied')).to.be.undefined;
    expect(fabricReason("chaincode response 500, channel 'x' not found")).to.be.undefined;
  });
});

describe('packageIDIn', () => {
  it('reads the package ID that a peer names as installed', () => {
    expect(packageIDIn("chaincode already successfully installed (package ID 'cc_1:b1c677')")).to.equal('cc_1:b1c677');
    expect(packageIDIn('no such thing')).to.be.undefined;
  });
});
