// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import type { MspManager } from '@opssc/configtx';
import type { ChannelLedger, PrivateDataExchange, SimulationResults, Simulator } from '../../ledger/ledger.js';
import { errorMessage, wrapError } from '../../node/error-message.js';
import type { NodeIdentity } from '../../node/node-identity.js';
import type { AccessControl } from '../access-control.js';
import type { ChaincodeSupport, ChaincodeResult } from '../chaincode/chaincode-support.js';
import type { EndorsementInfoSource } from '../chaincode/endorsement-info.js';
import { SimulationNotes, type Invocation } from '../chaincode/invocation.js';
import { failure } from '../system/response.js';
import { chaincodeInterest } from './chaincode-interest.js';
import { ProposalError } from './proposal-error.js';
import { endorse, proposalResponsePayload } from './proposal-response.js';
import { unpackProposal, type UnpackedProposal } from './unpack-proposal.js';
import { validateProposal } from './validate-proposal.js';

export interface EndorserOptions {
  readonly identity: NodeIdentity;
  readonly localMsp: MspManager;
  readonly channelOf: (channelID: string) => ChannelLedger | undefined;
  readonly access: AccessControl;
  readonly support: ChaincodeSupport;
  readonly infoOf: EndorsementInfoSource;
  readonly privateData: PrivateDataExchange;
}

/** Fabric's threshold between a response that can be endorsed and an error. */
const errorThreshold = 400;
const errorStatus = 500;

/** The Endorser service of a peer: core/endorser of Fabric. */
export class Endorser {
  readonly #options: EndorserOptions;

  constructor(options: EndorserOptions) {
    this.#options = options;
  }

  /**
   * Simulates a proposal and endorses the result. What goes wrong in the chaincode, or on the way to it, is a response
   * with status 500.
   *
   * @throws ProposalError when the proposal itself is refused.
   */
  async processProposal(signedProposal: peer.SignedProposal): Promise<peer.ProposalResponse> {
    const proposal = unpack(signedProposal);
    const { channelID } = proposal;
    const channel = channelID ? this.#options.channelOf(channelID) : undefined;
    if (channelID && !channel) {
      return failed(`channel '${channelID}' not found`);
    }
    this.#check(proposal, channel);
    try {
      return await this.#process(proposal, channel);
    } catch (error) {
      return failed(errorMessage(error));
    }
  }

  #check(proposal: UnpackedProposal, channel: ChannelLedger | undefined): void {
    const { localMsp, access, support } = this.#options;
    try {
      validateProposal(proposal, channel ? channel.bundle.msps : localMsp);
    } catch (cause) {
      throw new ProposalError(`error validating proposal: ${errorMessage(cause)}`, { cause });
    }
    if (!channel) {
      return;
    }
    const { channelID, transactionID, chaincodeName, signedData } = proposal;
    if (channel.getTransaction(transactionID)) {
      const creator = Buffer.from(signedData.identity).toString('hex');
      throw new ProposalError(`duplicate transaction found [${transactionID}]. Creator [${creator}]`);
    }
    // System chaincodes check access by themselves, function by function.
    const denied = support.isSystemChaincode(chaincodeName)
      ? undefined
      : access.check('peer/Propose', channelID, signedData);
    if (denied !== undefined) {
      throw new ProposalError(denied);
    }
  }

  async #process(proposal: UnpackedProposal, channel: ChannelLedger | undefined): Promise<peer.ProposalResponse> {
    const { channelID, chaincodeName } = proposal;
    const invocation = newInvocation(proposal, channel);
    const version = this.#versionOf(invocation, chaincodeName);
    const { result, simulation } = await this.#simulate(proposal, invocation);
    const response = new peer.ProposalResponse();
    response.setResponse(result.response);
    const status = result.response.getStatus();
    if (status < errorStatus && (!channelID || status >= errorThreshold)) {
      return response;
    }
    if (channel && simulation) {
      response.setInterest(chaincodeInterest({ channel, results: simulation, notes: invocation.notes }));
    }
    const payload = proposalResponsePayload({ proposal, version, result, results: simulation?.publicResults });
    response.setPayload(payload);
    if (status < errorThreshold) {
      response.setVersion(1);
      response.setEndorsement(await endorse(payload, this.#options.identity));
    }
    return response;
  }

  #versionOf(invocation: Invocation, chaincodeName: string): string {
    try {
      return this.#options.infoOf(invocation, chaincodeName).version;
    } catch (cause) {
      throw wrapError(
        `make sure the chaincode ${chaincodeName} has been successfully defined on channel ${invocation.channelID} and try again`,
        cause,
      );
    }
  }

  async #simulate(
    proposal: UnpackedProposal,
    invocation: Invocation,
  ): Promise<{ result: ChaincodeResult; simulation: SimulationResults | undefined }> {
    const { support, privateData } = this.#options;
    try {
      const result = await support.execute(invocation, proposal.chaincodeName, proposal.input);
      const simulation = invocation.simulator?.results();
      if (simulation?.privateResults) {
        privateData.put(proposal.channelID, proposal.transactionID, simulation.privateResults);
      }
      return { result, simulation };
    } catch (cause) {
      throw wrapError('error in simulation', cause);
    }
  }
}

function unpack(signedProposal: peer.SignedProposal): UnpackedProposal {
  try {
    return unpackProposal(signedProposal);
  } catch (cause) {
    throw new ProposalError(errorMessage(cause), { cause });
  }
}

function newInvocation(proposal: UnpackedProposal, channel: ChannelLedger | undefined): Invocation {
  const { transactionID, channelID, chaincodeName, signedProposal, signedData } = proposal;
  return {
    transactionID,
    channelID,
    channel,
    simulator: channel && newSimulator(channel, proposal),
    signedProposal,
    invokedChaincode: chaincodeName,
    creator: signedData,
    notes: new SimulationNotes(),
  };
}

/** cscc and qscc read the ledger past the simulation. */
function newSimulator(
  channel: ChannelLedger,
  { chaincodeName, transactionID }: UnpackedProposal,
): Simulator | undefined {
  return chaincodeName === 'cscc' || chaincodeName === 'qscc' ? undefined : channel.newSimulator(transactionID);
}

function failed(message: string): peer.ProposalResponse {
  const response = new peer.ProposalResponse();
  response.setResponse(failure(message));
  return response;
}
