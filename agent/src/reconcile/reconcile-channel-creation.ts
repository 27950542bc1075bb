// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import type { CreateChannel, ProposalView } from '@opssc/chaincode/model';
import { joinNode } from '../actions/join-node.js';
import { type ChannelCreation, genesisOfProposal } from '../desired/genesis-of-proposal.js';
import { graceLeft } from '../desired/grace-left.js';
import { heldBack } from '../desired/held-back.js';
import { signingWill } from '../desired/signing-will.js';
import { stageOfProposal } from '../desired/stage-of-proposal.js';
import { verifyCreation } from '../desired/verify-creation.js';
import { TerminalError } from '../errors/terminal-error.js';
import type { OrganizationNodes } from '../fabric/organization-nodes.js';
import { type ObservedNode, observeNodes } from '../observe/observed-nodes.js';
import { registeredChannel } from '../observe/registered-channel.js';
import { type CreationMemory, type CreationPlan, planCreation } from '../plan/plan-creation.js';
import { whereHalted } from '../plan/where-halted.js';
import { nothingToDo, type ReconcileContext, type ReconcileResult } from './context.js';
import { reconcileAttestation } from './reconcile-attestation.js';

/** Makes a channel that was decided on: the first block, then own ordering nodes and peers on it, then the registry. */
export class ChannelCreationReconciler {
  readonly #context: ReconcileContext;
  readonly #onJoined: () => void;
  readonly #memories = new Map<string, CreationMemory>();

  constructor(context: ReconcileContext, onJoined: () => void) {
    this.#context = context;
    this.#onJoined = onJoined;
  }

  async reconcile(channelID: string): Promise<ReconcileResult> {
    const { index, views } = this.#context;
    const ids = index.proposals({ kind: 'channel-create', channelID });
    const results: ReconcileResult[] = [];
    for (const view of await Promise.all(ids.map((id) => views.get(id)))) {
      results.push(await this.#reconcile(view));
    }
    // The contract lets one proposal at a time have the name.
    return results.find(({ acted }) => acted) ?? results.at(-1) ?? nothingToDo;
  }

  async #reconcile(view: ProposalView): Promise<ReconcileResult> {
    const { nodes, clock, installOn } = this.#context;
    const { id, body } = view.proposal;
    const now = new Date(clock.now());
    const stage = stageOfProposal({ view, mspID: nodes.mspID, installOn, now });
    // Organizations that take no part in it have nothing to do with it.
    const isPart = view.proposal.electorate.members.includes(nodes.mspID);
    if (stage === 'over' || (stage === 'deploy' && !isPart)) {
      this.#forget(id);
    }
    return stage === 'deploy' && isPart && body.kind === 'create-channel'
      ? this.#create(view, body)
      : { ...nothingToDo, after: graceLeft(view, now) };
  }

  async #create(view: ProposalView, body: CreateChannel): Promise<ReconcileResult> {
    const { nodes, writer } = this.#context;
    const { id } = view.proposal;
    const { plan: unheld, creation } = await this.#plan(view, body);
    const plan = whereHalted(unheld, {
      held: await heldBack(view, this.#context),
      receipts: view.receipts,
      mspID: nodes.mspID,
      idle: { joins: [] },
    });
    this.#memories.set(id, plan.memory);
    writer.write(
      id,
      plan,
      view.receipts.filter(({ mspID }) => mspID === nodes.mspID),
    );
    if (creation !== undefined && plan.joins.length > 0) {
      await this.#join(id, creation, plan.joins);
    }
    if (plan.settled) {
      this.#forget(id);
    }
    return { ...nothingToDo, acted: plan.joins.length > 0, after: plan.after, proposals: [id] };
  }

  async #plan(
    view: ProposalView,
    body: CreateChannel,
  ): Promise<{ readonly plan: CreationPlan; readonly creation: ChannelCreation | undefined }> {
    const { proposal, receipts, outcome } = view;
    const { nodes, clock, graceMilliseconds, signOn } = this.#context;
    const { channelID } = body;
    const { members, policy } = proposal.electorate;
    const will = signingWill({ view, mspID: nodes.mspID, signOn });
    const { creation, refusal } = await this.#verified(view, body);
    const own =
      creation === undefined || will === 'unwilling' ? [] : await observeNodes(partOf(nodes, creation), channelID);
    const refused = refusal ?? (creation && (await this.#otherChannel(creation, own)));
    const { attested, registered } = await this.#registry(channelID, own);
    const plan = planCreation({
      id: proposal.id,
      channelID,
      electorate: members,
      mspID: nodes.mspID,
      now: clock.now(),
      graceMilliseconds,
      will,
      ledger: { policy, receipts, outcome },
      refusal: refused,
      nodes: own,
      attested,
      registered,
      memory: this.#memories.get(proposal.id) ?? {},
    });
    return { plan, creation };
  }

  async #verified(
    { proposal }: ProposalView,
    body: CreateChannel,
  ): Promise<{ readonly creation: ChannelCreation | undefined; readonly refusal: string | undefined }> {
    const { configs, opsChannel } = this.#context;
    try {
      const creation = genesisOfProposal(proposal, body);
      return { creation, refusal: await verifyCreation({ proposal, creation, opsChannel }, configs) };
    } catch (error) {
      if (error instanceof TerminalError) {
        return { creation: undefined, refusal: error.message };
      }
      throw error;
    }
  }

  /** A channel of that name which an own peer is on already has to be the one that was decided on. */
  async #otherChannel(
    { channelID, genesisBlock }: ChannelCreation,
    own: readonly ObservedNode[],
  ): Promise<string | undefined> {
    const expected = dataHashOf(genesisBlock);
    for (const { name, role, state } of own) {
      const peer = this.#context.nodes.peers.find((candidate) => candidate.name === name);
      if (role === 'peer' && state === 'joined' && peer !== undefined) {
        const first = dataHashOf(await peer.fetchBlock(channelID, 0n));
        if (first !== expected) {
          return `${name} is on another channel of the name ${channelID}`;
        }
      }
    }
    return undefined;
  }

  async #registry(
    channelID: string,
    own: readonly ObservedNode[],
  ): Promise<{ readonly attested: boolean; readonly registered: boolean }> {
    const { nodes } = this.#context;
    const peersJoined = own.some(({ role, state }) => role === 'peer' && state === 'joined');
    if (peersJoined) {
      await reconcileAttestation(this.#context, channelID);
    }
    const view = await registeredChannel(nodes.ops, channelID);
    const hasPeers = own.some(({ role }) => role === 'peer');
    return {
      attested: !hasPeers || view?.attestations.some(({ mspID }) => mspID === nodes.mspID) === true,
      registered: (view?.members.length ?? 0) > 0,
    };
  }

  async #join(id: string, creation: ChannelCreation, joins: readonly ObservedNode[]): Promise<void> {
    const { nodes, metrics, logger, onSideEffect } = this.#context;
    const { channelID, genesisBlock: block } = creation;
    const results = await Promise.allSettled(
      joins.map(async (node) => {
        const stop = metrics.startAction('join');
        try {
          await joinNode({ nodes, node, channelID, block, onSideEffect });
          logger.info({ proposalID: id, channelID }, `joined ${node.name} to ${channelID}`);
        } finally {
          stop();
        }
      }),
    );
    this.#onJoined();
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) {
      throw failed.reason;
    }
  }

  #forget(id: string): void {
    this.#context.index.forget(id);
    this.#context.writer.forget(id);
    this.#memories.delete(id);
  }
}

/** A first block has no predecessor, so this tells it apart from every other. */
function dataHashOf(block: common.Block): string {
  return Buffer.from(block.getHeader()?.getDataHash_asU8() ?? []).toString('hex');
}

/** Own nodes that belong on the channel: by the side of it that the organization is on. */
function partOf(
  { mspID, peers, orderers }: OrganizationNodes,
  { application, orderer }: ChannelCreation,
): Pick<OrganizationNodes, 'peers' | 'orderers'> {
  return { peers: application.includes(mspID) ? peers : [], orderers: orderer.includes(mspID) ? orderers : [] };
}
