// SPDX-License-Identifier: Apache-2.0

import { status } from '@grpc/grpc-js';
import { gateway, peer } from '@hyperledger/fabric-protos';
import { errorMessage } from '../../node/error-message.js';
import { EndorsementCollection } from './endorsement-collection.js';
import { EndorsementPlanner } from './endorsement-planner.js';
import { byOrganization, selectEndorsers } from './endorser-selection.js';
import type { GatewayContext } from './gateway-context.js';
import { GatewayError } from './gateway-error.js';
import type { GatewayPeer } from './gateway-peer.js';
import { prepareTransaction } from './prepare-transaction.js';
import { unpackTransactionProposal, type TransactionProposal } from './unpack-transaction-proposal.js';

/** Collects endorsements until the transaction's policies are met, and returns the transaction for the client to sign. */
export async function endorse(
  request: gateway.EndorseRequest,
  context: GatewayContext,
): Promise<gateway.EndorseResponse> {
  const proposal = unpackTransactionProposal(request.getProposedTransaction(), '');
  const organizations = request.getEndorsingOrganizationsList();
  const collection = new EndorsementCollection(proposal.signedProposal);
  if (organizations.length > 0) {
    await endorseByOrganizations({ proposal, collection, context }, organizations);
  } else {
    await endorseByPolicies({ proposal, collection, context });
  }
  const response = new gateway.EndorseResponse();
  response.setPreparedTransaction(prepareTransaction(proposal, collection.action()));
  return response;
}

interface Endorsing {
  readonly proposal: TransactionProposal;
  readonly collection: EndorsementCollection;
  readonly context: GatewayContext;
}

/** The client has chosen: one peer of each, whatever the policies say. */
async function endorseByOrganizations(endorsing: Endorsing, organizations: readonly string[]): Promise<void> {
  const groups = byOrganization(endorsersOf(endorsing, [endorsing.proposal.chaincodeName], organizations));
  const missing = organizations.filter((organization) => !groups.has(organization));
  if (missing.length > 0) {
    throw new GatewayError(status.UNAVAILABLE, `failed to find any endorsing peers for org(s): ${missing.join(', ')}`);
  }
  const { collection } = endorsing;
  const responses = await Promise.all([...groups.values()].map((group) => collection.requestFirst(group)));
  if (responses.includes(undefined)) {
    throw notEnough(collection);
  }
}

/** A first endorsement shows what the transaction touches, and so who else has to endorse. */
async function endorseByPolicies(endorsing: Endorsing): Promise<void> {
  const { proposal, collection } = endorsing;
  const first = await collection.requestFirst(firstEndorsers(endorsing));
  if (!first) {
    throw new GatewayError(
      status.ABORTED,
      'failed to endorse transaction, see attached details for more info',
      collection.errors,
    );
  }
  const interest = orDefault(first.getInterest(), proposal);
  for (let isFirst = true; ; isFirst = false) {
    const plan = planFor(endorsing, interest);
    if (!plan) {
      throw isFirst ? unsatisfiable(endorsing, interest) : notEnough(collection);
    }
    const missing = plan.filter((endorser) => !collection.endorsers.includes(endorser));
    if (missing.length === 0) {
      return;
    }
    const responses = await Promise.all(missing.map((endorser) => collection.request(endorser)));
    if (!responses.includes(undefined)) {
      return;
    }
  }
}

/** Of the gateway's organization; without one there, of those that the chaincode's policy asks for. */
function firstEndorsers(endorsing: Endorsing): readonly GatewayPeer[] {
  const { proposal, context } = endorsing;
  const own = endorsersOf(endorsing, [proposal.chaincodeName], [context.local.mspID]);
  if (own.length > 0) {
    return own;
  }
  if (proposal.hasTransientData) {
    throw new GatewayError(
      status.FAILED_PRECONDITION,
      "no endorsers found in the gateway's organization; retry specifying endorsing organization(s) to protect transient data",
    );
  }
  const interest = defaultInterest(proposal);
  const plan = planFor(endorsing, interest);
  if (!plan || plan.length === 0) {
    throw unsatisfiable(endorsing, interest);
  }
  return plan;
}

/** With transient data only organizations that hold the collections may be asked, even for blind writes. */
function planFor(
  endorsing: Endorsing,
  interest: peer.ChaincodeInterest,
  isProtected = endorsing.proposal.hasTransientData,
): readonly GatewayPeer[] | undefined {
  const { proposal, collection, context } = endorsing;
  const channel = context.channelOf(proposal.channelID);
  if (!channel) {
    throw new GatewayError(status.UNAVAILABLE, `channel does not exist: ${proposal.channelID}`);
  }
  const names = interest.getChaincodesList().map((call) => call.getName());
  const candidates = endorsersOf(endorsing, names).filter((endorser) => !collection.hasFailed(endorser));
  try {
    const planner = new EndorsementPlanner(channel, isProtected ? protect(interest) : interest);
    return planner.plan(candidates, collection.endorsers);
  } catch (error) {
    throw new GatewayError(
      status.FAILED_PRECONDITION,
      `no combination of peers can be derived which satisfy the endorsement policy: ${errorMessage(error)}`,
    );
  }
}

function unsatisfiable(endorsing: Endorsing, interest: peer.ChaincodeInterest): GatewayError {
  const collections = interest
    .getChaincodesList()
    .filter((call) => call.getNoPrivateReads())
    .flatMap((call) => call.getCollectionNamesList());
  const isForProtection = endorsing.proposal.hasTransientData && planFor(endorsing, interest, false) !== undefined;
  return new GatewayError(
    status.FAILED_PRECONDITION,
    isForProtection
      ? `requires endorsement from organisation(s) that are not in the distribution policy of the private data collection(s): [${collections.join(' ')}]; retry specifying trusted endorsing organizations to protect transient data`
      : 'no combination of peers can be derived which satisfy the endorsement policy: no peer combination can satisfy the endorsement policy',
  );
}

function notEnough(collection: EndorsementCollection): GatewayError {
  return new GatewayError(
    status.ABORTED,
    'failed to collect enough transaction endorsements, see attached details for more info',
    collection.errors,
  );
}

function endorsersOf(
  { proposal, context }: Endorsing,
  chaincodes: readonly string[],
  organizations?: readonly string[],
): GatewayPeer[] {
  return selectEndorsers({
    peers: context.nodes.peers(),
    local: context.local,
    channelID: proposal.channelID,
    msps: context.channelOf(proposal.channelID)?.bundle.msps,
    chaincodes,
    ...(organizations && { organizations }),
  });
}

/** Functions that read and write nothing leave it empty. */
function orDefault(
  interest: peer.ChaincodeInterest | undefined,
  proposal: TransactionProposal,
): peer.ChaincodeInterest {
  return interest && interest.getChaincodesList().length > 0 ? interest : defaultInterest(proposal);
}

function defaultInterest({ chaincodeName }: TransactionProposal): peer.ChaincodeInterest {
  const call = new peer.ChaincodeCall();
  call.setName(chaincodeName);
  const interest = new peer.ChaincodeInterest();
  interest.addChaincodes(call);
  return interest;
}

function protect(interest: peer.ChaincodeInterest): peer.ChaincodeInterest {
  const result = peer.ChaincodeInterest.deserializeBinary(interest.serializeBinary());
  for (const call of result.getChaincodesList()) {
    call.setNoPrivateReads(false);
  }
  return result;
}
