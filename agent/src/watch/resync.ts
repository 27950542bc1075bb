// SPDX-License-Identifier: Apache-2.0

import type { ListRequest, OpsClient, ProposalView } from '@opssc/chaincode/model';
import { classifyError, reasonOf } from '../errors/classify-error.js';
import type { PeerNode } from '../fabric/organization-nodes.js';
import type { WorkQueue } from '../queue/work-queue.js';
import type { ReconcileContext } from '../reconcile/context.js';

export interface ResyncOptions {
  readonly context: ReconcileContext;
  readonly queue: WorkQueue;
  /** Whether OpsSC is there to be asked. */
  readonly opsReady: () => boolean;
  /** Called with every channel that an own peer has joined and the organization is on. */
  readonly onChannel: (channelID: string) => void;
  /** Called with every channel that the organization is not a member of any more. */
  readonly onLeft: (channelID: string) => void;
  readonly resyncMilliseconds: number;
  readonly signal: AbortSignal;
}

const soonMilliseconds = 1_000;

/**
 * Looks at everything from time to time, so that no lost event, job or cache matters: channels of the own peers,
 * proposals on the ledger, and every target. More often while something is missing.
 */
export class Resync {
  readonly #options: ResyncOptions;
  #wanted: (() => void) | undefined;
  #again = false;

  constructor(options: ResyncOptions) {
    this.#options = options;
  }

  /** Looks now, or once more after the look that is under way. */
  trigger(): void {
    this.#again = true;
    this.#wanted?.();
  }

  /** Runs until the signal is given. */
  async run(): Promise<void> {
    const { context, resyncMilliseconds, signal } = this.#options;
    let soon = soonMilliseconds;
    while (!isAborted(signal)) {
      this.#again = false;
      await this.#look();
      soon = context.conditions.ready ? soonMilliseconds : Math.min(2 * soon, resyncMilliseconds);
      await this.#pause(context.conditions.ready ? resyncMilliseconds : Math.min(soon, resyncMilliseconds));
    }
  }

  async #look(): Promise<void> {
    const { context, queue, opsReady, onChannel, onLeft } = this.#options;
    const { nodes, index, logger, opsChannel, conditions, memberships, channelStates, views } = context;
    try {
      const channels = await this.#channels();
      for (const channelID of new Set([opsChannel, ...channels])) {
        queue.enqueue({ kind: 'join', channelID });
      }
      for (const channelID of memberships.left) {
        onLeft(channelID);
      }
      if (memberships.hasLeft(opsChannel)) {
        return;
      }
      if (!channels.has(opsChannel)) {
        conditions.fail(opsChannel, `no own peer that answers has joined ${opsChannel}`);
        return;
      }
      conditions.ok(opsChannel);
      queue.enqueue({ kind: 'bootstrap' });
      for (const channelID of [...channels].filter((channel) => !memberships.hasLeft(channel))) {
        onChannel(channelID);
      }
      if (!opsReady()) {
        return;
      }
      channelStates.invalidate();
      context.ownStop.invalidate();
      views.invalidateAll();
      await this.#listProposals(nodes.ops);
      await this.#listChannels(nodes.ops, channels);
      for (const target of index.targets()) {
        queue.enqueue(target);
      }
      for (const channelID of channels) {
        queue.enqueue({ kind: 'attest', channelID });
      }
      queue.enqueue({ kind: 'entries', channelID: opsChannel });
    } catch (error) {
      const level = classifyError(error) === 'wait' ? 'debug' : 'warn';
      logger[level]({ reason: reasonOf(error) }, `could not look at everything: ${reasonOf(error)}`);
    }
  }

  async #channels(): Promise<ReadonlySet<string>> {
    const { nodes, memberships } = this.#options.context;
    const lists = await Promise.all(nodes.peers.map((peer) => this.#channelsOf(peer)));
    const channels = new Set(lists.flatMap((list) => list ?? []));
    memberships.noteJoined(channels, { complete: !lists.includes(undefined) });
    return channels;
  }

  /** Undefined: the peer does not answer. */
  async #channelsOf({ name, admin }: PeerNode): Promise<readonly string[] | undefined> {
    const { conditions } = this.#options.context;
    try {
      const channels = await admin.listChannels();
      conditions.ok(name);
      return channels;
    } catch (error) {
      conditions.fail(name, reasonOf(error));
      return undefined;
    }
  }

  /** Channels in the registry that no own peer is on may be ones that the organization belongs to. */
  async #listChannels(ops: OpsClient, joined: ReadonlySet<string>): Promise<void> {
    const { nodes, opsChannel } = this.#options.context;
    for (const { channelID, state, members } of await ops.listChannels()) {
      const isMember = members.includes(nodes.mspID) || nodes.orderers.length > 0;
      if (!joined.has(channelID) && channelID !== opsChannel && state !== 'disabled' && isMember) {
        this.#options.queue.enqueue({ kind: 'join', channelID });
      }
    }
  }

  /** Everything at first; later, what events should have told already: approved proposals. */
  async #listProposals(ops: OpsClient): Promise<void> {
    const { index, nodes } = this.#options.context;
    const views = await allPages(ops, index.complete ? { status: 'approved' } : {});
    const wanted = views.filter(
      ({ status }) => status === 'proposed' || status === 'approved' || status === 'acknowledged',
    );
    for (const { proposal } of [...wanted, ...newestCommitted(views), ...unreported(views, nodes.mspID)]) {
      index.note(proposal);
    }
    index.complete = true;
  }

  async #pause(milliseconds: number): Promise<void> {
    const { clock } = this.#options.context;
    const { signal } = this.#options;
    if (this.#again || signal.aborted) {
      return;
    }
    const over = new AbortController();
    const triggered = new Promise<void>((resolve) => {
      this.#wanted = resolve;
    });
    const end = (): void => {
      over.abort();
    };
    signal.addEventListener('abort', end, { once: true });
    await Promise.race([clock.delay(milliseconds, over.signal), triggered]);
    signal.removeEventListener('abort', end);
    over.abort();
    this.#wanted = undefined;
  }
}

async function allPages(ops: OpsClient, request: ListRequest): Promise<readonly ProposalView[]> {
  const views: ProposalView[] = [];
  let bookmark = '';
  do {
    const page = await ops.listProposals({ ...request, pageSize: 100, ...(bookmark === '' ? {} : { bookmark }) });
    views.push(...page.proposals);
    bookmark = page.bookmark;
  } while (bookmark !== '');
  return views;
}

/** Of each chaincode the committed proposal of the highest sequence: what its peers should have. */
function newestCommitted(views: readonly ProposalView[]): readonly ProposalView[] {
  const newest = new Map<string, { readonly sequence: number; readonly view: ProposalView }>();
  for (const view of views) {
    const { body } = view.proposal;
    if (view.status === 'committed' && body.kind === 'deploy-chaincode') {
      const key = `${body.channelID}|${body.chaincodeName}`;
      const { sequence } = body.chaincodeDefinition;
      if ((newest.get(key)?.sequence ?? 0) < sequence) {
        newest.set(key, { sequence, view });
      }
    }
  }
  return [...newest.values()].map(({ view }) => view);
}

/** Changes of channels that this organization has not said to have on its peers: its agent died before it could. */
function unreported(views: readonly ProposalView[], mspID: string): readonly ProposalView[] {
  return views.filter(
    ({ status, proposal: { body, electorate }, receipts }) =>
      status === 'committed' &&
      body.kind === 'update-channel' &&
      electorate.members.includes(mspID) &&
      !receipts.some((receipt) => receipt.mspID === mspID && receipt.step === 'apply' && receipt.state === 'done'),
  );
}

/** Read through a call, since it changes while the caller waits. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
