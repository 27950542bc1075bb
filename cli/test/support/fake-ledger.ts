// SPDX-License-Identifier: Apache-2.0

import { digestOf } from '../../src/votes/digest-of.js';
import { FakeProblem } from './fake-problem.js';

type Fields = Readonly<Record<string, unknown>>;

export interface FakeProposal extends Fields {
  readonly ID: string;
  readonly status: string;
  readonly digest: string;
}

const MEMBERS = ['Org1MSP', 'Org2MSP', 'Org3MSP'];

/** Proposals in the API's form, by resource. Org1 is the caller, and the proposer of what is proposed here. */
export class FakeLedger {
  readonly #proposals = new Map<string, FakeProposal>();
  /** Of proposals, by ID. */
  readonly previews = new Map<string, Fields>();
  /** What is committed on the peers, by `CHANNEL/NAME`. */
  readonly committed = new Map<string, { readonly sequence: number; readonly version: string }>();

  propose(
    resource: string,
    id: string,
    request: { readonly proposal?: Fields; readonly description?: string },
  ): FakeProposal {
    if (this.#proposals.has(`${resource}/${id}`)) {
      throw new FakeProblem(409, 'ALREADY_EXISTS');
    }
    const { proposal = {}, description } = request;
    const content = Object.fromEntries(Object.entries(proposal).filter(([name]) => name !== 'description'));
    return this.put(resource, {
      ...newFacts(id, channelOf(proposal)),
      ...content,
      ...(description !== undefined && { description }),
      digest: digestOf(bodyOf(resource, content)),
    });
  }

  put(resource: string, proposal: FakeProposal): FakeProposal {
    this.#proposals.set(`${resource}/${proposal.ID}`, proposal);
    return proposal;
  }

  /** Replaces fields of a proposal, as what happens on the ledger does. */
  change(resource: string, id: string, fields: Fields): FakeProposal {
    return this.put(resource, { ...this.get(resource, id), ...fields });
  }

  get(resource: string, id: string): FakeProposal {
    const proposal = this.#proposals.get(`${resource}/${id}`);
    if (proposal === undefined) {
      throw new FakeProblem(404, 'NOT_FOUND');
    }
    return proposal;
  }

  /** A page: the bookmark is the position of the next one. */
  list(resource: string, query: Readonly<Record<string, string>>): readonly [Fields, string?] {
    const { pageSize = '100', bookmark = '0', ...filters } = query;
    const all = [...this.#proposals]
      .filter(([key, proposal]) => key.startsWith(`${resource}/`) && proposal['docType'] === 'proposal')
      .map(([, proposal]) => proposal)
      .filter((proposal) => Object.entries(filters).every(([name, value]) => proposal[name] === value));
    const next = Number(bookmark) + Number(pageSize);
    const page = all.slice(Number(bookmark), next);
    const items = Object.fromEntries(page.map((proposal) => [`\u0000proposal\u0000${proposal.ID}\u0000`, proposal]));
    return next < all.length ? [items, String(next)] : [items];
  }

  histories(resource: string, id: string): Fields {
    const { votes } = this.get(resource, id) as unknown as { votes: { mspID: string; status: string; time: string }[] };
    return Object.fromEntries(
      votes.map(({ mspID, status, time }) => [
        `\u0000history\u0000${id}\u0000vote\u0000${mspID}\u0000`,
        { docType: 'history', proposalID: id, taskID: 'vote', orgID: mspID, status, data: '', time },
      ]),
    );
  }

  vote(resource: string, id: string, { digest }: { readonly digest?: string }): Fields {
    if (digest !== this.get(resource, id).digest) {
      throw new FakeProblem(409, 'DIGEST_MISMATCH');
    }
    return { proposalID: id, transactionID: 'ab', blockNumber: '7' };
  }

  withdraw(resource: string, id: string): Fields {
    this.change(resource, id, { status: 'withdrawn' });
    return { proposalID: id, transactionID: 'cd', blockNumber: '8' };
  }

  definition({ channelID = '', chaincodeName = '' }: Readonly<Record<string, string>>): Fields {
    const committed = this.committed.get(`${channelID}/${chaincodeName}`);
    if (committed === undefined) {
      throw new FakeProblem(404, 'CHAINCODE_NOT_DEFINED');
    }
    return { name: chaincodeName, sequence: String(committed.sequence), version: committed.version };
  }
}

/** What has no channel of its own is decided on the ops-channel. */
function channelOf({ channelID = 'ops-channel' }: Fields): string {
  return String(channelID);
}

function newFacts(ID: string, channelID: string) {
  const time = '2026-01-05T10:00:00.000Z';
  return {
    docType: 'proposal',
    ID,
    creator: 'Org1MSP',
    channelID,
    status: 'proposed',
    time,
    expires: '2026-01-12T10:00:00.000Z',
    electorate: { members: MEMBERS, policy: { type: 'majority' }, configSequence: 3 },
    decision: 'proposed',
    votes: [{ mspID: 'Org1MSP', status: 'agreed', comment: '', digest: 'x', time }],
    receipts: [],
  };
}

/** As the contracts have it: what votes are cast on. */
function bodyOf(resource: string, content: Fields): Fields {
  if (resource === '/chaincode/proposals') {
    return { kind: 'deploy-chaincode', ...content };
  }
  if (resource === '/channel/stateProposals') {
    return { kind: 'set-channel-state', ...content };
  }
  const { channelID, opsProfile, organizations, changes, limits } = content;
  if (resource === '/governance/proposals') {
    return { kind: 'governance', channelID: 'ops-channel', changes };
  }
  if (resource === '/governance/emergencies') {
    return { kind: 'emergency', channelID: channelOf(content), ...content };
  }
  if (resource === '/limits/proposals') {
    return { kind: 'set-limits', channelID: 'ops-channel', limits };
  }
  return content['action'] === 'create'
    ? { kind: 'create-channel', channelID, organizations, profile: opsProfile }
    : { kind: 'update-channel', channelID, operations: opsProfile };
}
