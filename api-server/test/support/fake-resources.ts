// SPDX-License-Identifier: Apache-2.0

import {
  type ApplyLimitsRequest,
  attributedTo,
  changeMembershipSchema,
  type ChangeMembershipRequest,
  type CloseResourceRequest,
  ContractError,
  type CreateResourceRequest,
  createResourceSchema,
  type ListResourcesRequest,
  limitsView,
  type LimitsFact,
  type MembershipAction,
  type MembershipState,
  type MembershipVoteRequest,
  type ObserveNodeRequest,
  parseRequest,
  type ResourceHistoryEntry,
  type ResourceKind,
  resourcePath,
  type ResourceRef,
  type ResourcesClient,
  type ResourceViews,
  type Subject,
  type Submitted,
  type UpdateResourceRequest,
  updateResourceSchema,
} from '@opssc/chaincode/model';

type View = ResourceViews[ResourceKind];

const time = '2026-01-01T00:00:00.000Z';
const recorded = { revision: 1, created: time, updated: time };
const own = 'Org1MSP';

/** What each action makes of a membership here; who decides is the contract's business. */
const states: Readonly<Record<MembershipAction, MembershipState>> = {
  accept: 'accepted',
  activate: 'active',
  suspend: 'suspended',
  resume: 'active',
  remove: 'removed',
  leave: 'left',
};

/** The contract `resources` at its edge: keeps what is submitted in memory, and checks arguments as the contract does. */
export class FakeResources implements ResourcesClient {
  readonly views = new Map<string, View>();
  readonly #history = new Map<string, ResourceHistoryEntry[]>();
  /** Every submit that got here, by transaction and argument. */
  readonly submits: { readonly transaction: string; readonly request: unknown }[] = [];
  /** Thrown by every submit while it is set. */
  refusal: Error | undefined;
  limits: LimitsFact | undefined;

  create(request: CreateResourceRequest): Promise<Submitted> {
    return this.#submit('create', request, () => {
      const { subject, ...wanted } = parseRequest(createResourceSchema, request);
      this.put(newView(wanted), subject);
    });
  }

  update(request: UpdateResourceRequest): Promise<Submitted> {
    return this.#submit('update', request, () => {
      const { changes, subject, ...ref } = parseRequest(updateResourceSchema, request);
      this.put({ ...this.#find(ref), ...changes }, subject);
    });
  }

  close(request: CloseResourceRequest): Promise<Submitted> {
    return this.#submit('close', request, () => {
      const { kind } = request;
      const ended = kind === 'node' ? 'removed' : kind === 'credential' ? 'revoked' : 'closed';
      this.put({ ...this.#find(request), closed: time, state: ended } as View, request.subject);
    });
  }

  changeMembership(request: ChangeMembershipRequest): Promise<Submitted> {
    return this.#submit('changeMembership', request, () => {
      const { action, ...ref } = parseRequest(changeMembershipSchema, request);
      const { consortiumID, mspID } = ref;
      const motion = {
        number: 2,
        aim: 'admit',
        by: mspID,
        electorate: { members: [own], policy: { type: 'majority' } },
        expires: time,
      };
      const before = this.#find({ kind: 'membership', consortiumID, mspID });
      this.put({ ...before, state: states[action], ...(action === 'accept' && { motion }) } as View);
    });
  }

  voteOnMembership(request: MembershipVoteRequest): Promise<Submitted> {
    return this.#submit('voteOnMembership', request, () => {
      const { consortiumID, mspID: candidate, comment = '', ...vote } = request;
      const before = this.#find({ kind: 'membership', consortiumID, mspID: candidate });
      const votes = [{ consortiumID, candidate, ...vote, comment, mspID: own, time }];
      this.put({ ...before, state: 'voted-in', votes } as View);
    });
  }

  observeNode(request: ObserveNodeRequest): Promise<Submitted> {
    return this.#submit('observeNode', request, () => {
      const { environmentID, name, ...seen } = request;
      this.put({ ...this.#find({ kind: 'node', environmentID, name }), observed: { ...seen, time } } as View);
    });
  }

  applyLimits(request: ApplyLimitsRequest): Promise<Submitted> {
    return this.#submit('applyLimits', request, () => undefined);
  }

  async get<Ref extends ResourceRef>(ref: Ref): Promise<ResourceViews[Ref['kind']]> {
    await Promise.resolve();
    return this.#find(ref) as ResourceViews[Ref['kind']];
  }

  async list<Request extends ListResourcesRequest>(request: Request) {
    await Promise.resolve();
    const { kind, pageSize = 50, bookmark = '' } = request;
    const fitting = [...this.views].filter(([, view]) => view.kind === kind && isUnder(view, request));
    const start = bookmark === '' ? 0 : fitting.findIndex(([key]) => key === bookmark);
    return {
      resources: fitting.slice(start, start + pageSize).map(([, view]) => view) as ResourceViews[Request['kind']][],
      bookmark: fitting[start + pageSize]?.[0] ?? '',
    };
  }

  async getHistory({ resource }: { readonly resource: ResourceRef }) {
    await Promise.resolve();
    this.#find(resource);
    return { entries: this.#history.get(keyOf(resource)) ?? [], bookmark: '' };
  }

  async getLimits() {
    await Promise.resolve();
    return limitsView(this.limits);
  }

  put(view: View, subject?: Subject): void {
    this.views.set(keyOf(view), view);
    const entries = this.#history.get(keyOf(view)) ?? [];
    const change = entries.length === 0 ? 'created' : 'updated';
    const said = { revision: entries.length + 1, change, mspID: own, resource: view, time } as const;
    const entry = { ...said, ...attributedTo(subject) };
    this.#history.set(keyOf(view), [...entries, entry]);
  }

  #find(ref: ResourceRef): View {
    const view = this.views.get(keyOf(ref));
    if (view === undefined) {
      throw new ContractError({ code: 'NOT_FOUND', text: `there is no ${keyOf(ref)}` });
    }
    return view;
  }

  async #submit(transaction: string, request: unknown, apply: () => void): Promise<Submitted> {
    this.submits.push({ transaction, request });
    await Promise.resolve();
    if (this.refusal !== undefined) {
      throw this.refusal;
    }
    apply();
    const transactionID = String(this.submits.length).padStart(64, '0');
    return { result: new Uint8Array(), transactionID, blockNumber: BigInt(this.submits.length) };
  }
}

function keyOf(ref: ResourceRef): string {
  return [ref.kind, ...resourcePath(ref)].join('/');
}

function isUnder(view: View, request: ListResourcesRequest): boolean {
  if ('consortiumID' in request) {
    return 'consortiumID' in view && view.consortiumID === request.consortiumID;
  }
  return !('environmentID' in request) || ('environmentID' in view && view.environmentID === request.environmentID);
}

type NewResource = ReturnType<typeof parseRequest<typeof createResourceSchema>>;

function newView(request: NewResource): View {
  switch (request.kind) {
    case 'organization':
      return { ...request, ...recorded, mspID: own, consortia: [], state: 'open' };
    case 'consortium':
      return { ...request, ...recorded, founder: own, state: 'open' };
    case 'membership': {
      const { expires = time, ...rest } = request;
      const invitation = { by: own, expires };
      const state = 'invited';
      return { ...rest, ...recorded, holder: request.mspID, term: 1, recorded: state, state, invitation, votes: [] };
    }
    case 'environment':
      return { ...request, ...recorded, holder: own, state: 'open', members: [own] };
    case 'node':
      return { ...request, ...recorded, mspID: own, term: 1, state: 'active' };
    case 'credential': {
      const { channels = ['goods'] } = request;
      return {
        ...request,
        ...recorded,
        mspID: own,
        term: 1,
        channels,
        openChannels: channels,
        holder: own,
        state: 'active',
      };
    }
  }
}
