// SPDX-License-Identifier: Apache-2.0

import { canonicalJson, transactions } from '@opssc/chaincode/model';
import { findFabricBinaries } from '@opssc/network';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';
import process from 'node:process';
import { startWorld, type World } from '../support/world.js';
import { type Latencies, measureClients, percentile } from './latencies.js';
import { type LaidProposal, layProposals } from './ledger-of-proposals.js';
import { say } from './rounds.js';

/*
 * What the REST API adds to the contracts: 16 clients read pages of 50, pages filtered by status, and single proposals,
 * and vote, of 10,000 proposals on the ledger; in turns through the API server and straight through the Gateway, with
 * the same query. Both on one network of real Fabric nodes, in one run.
 */

const CLIENTS = 16;
const PROPOSALS = Number(process.env['BENCH_PROPOSALS'] ?? '10000');
/** Turns that each way gets, of so many calls. */
const TURNS = Number(process.env['BENCH_ROUNDS'] ?? '5');
const CALLS = 96;
const PAGE_SIZE = 50;

/** The same thing done in both ways. */
interface Compared<T> {
  readonly name: string;
  readonly work: (turn: number) => readonly T[];
  readonly rest: (item: T) => Promise<unknown>;
  readonly bare: (item: T) => Promise<unknown>;
  /** Of REST, before the time begins. */
  readonly first?: (item: T) => Promise<unknown>;
  readonly aim: number;
}

async function main(): Promise<void> {
  const backend = process.env['OPSSC_BACKEND'] === 'embedded' ? 'embedded' : 'native';
  if (backend === 'native') {
    await findFabricBinaries();
  }
  const world = await startWorld({
    name: 'bench-api',
    backend,
    organizations: 2,
    peers: 1,
    orderers: 1,
    opsServices: 'apart',
    api: { limits: { requestsPerMinute: 1_000_000 }, logLevel: 'warn' },
  });
  const connections = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  try {
    // Whose work is not measured here.
    await Promise.all(world.consortium.organizations.map(async ({ agent }) => agent?.stop()));
    const started = performance.now();
    const open = await layProposals(world, PROPOSALS);
    say(
      `${String(PROPOSALS)} proposals on the ledger in ${String(Math.round((performance.now() - started) / 1_000))} s`,
    );
    const ratios = await compareAll(world, { connections, open });
    ratios.forEach(say);
  } finally {
    connections.destroy();
    await world.stop();
  }
}

interface Bench {
  readonly connections: Agent;
  readonly open: readonly LaidProposal[];
}

async function compareAll(world: World, { connections, open }: Bench): Promise<readonly string[]> {
  const rest = restCalls(world, connections);
  const bare = await bareCalls(world);
  const pages = await bookmarksOf(world);
  const ids = open.map(({ id }) => id);
  let used = 0;
  const fresh = (): readonly LaidProposal[] => open.slice(used, (used += CALLS));
  return [
    await compare({
      name: 'page of 50',
      work: (turn) => some(pages, turn),
      rest: (bookmark) => rest.get(`/chaincode/proposals?pageSize=${String(PAGE_SIZE)}${query(bookmark)}`),
      bare: (bookmark) => bare.evaluate(transactions.listProposals, { pageSize: PAGE_SIZE, ...page(bookmark) }),
      aim: 1.5,
    }),
    await compare({
      name: 'page of 50 that are proposed',
      work: (turn) => some(pages, turn),
      rest: (bookmark) =>
        rest.get(`/chaincode/proposals?pageSize=${String(PAGE_SIZE)}&status=proposed${query(bookmark)}`),
      bare: (bookmark) =>
        bare.evaluate(transactions.listProposals, { pageSize: PAGE_SIZE, status: 'proposed', ...page(bookmark) }),
      aim: 1.5,
    }),
    await compare({
      name: 'one proposal',
      work: (turn) => some(ids, turn),
      rest: (id) => rest.get(`/chaincode/proposals/${id}`),
      bare: (id) => bare.evaluate(transactions.getProposal, { id }),
      aim: 1.5,
    }),
    await compare({
      name: 'vote',
      work: fresh,
      // Who votes has looked, as who calls the contract has: how else would it know the digest.
      first: ({ id }) => rest.get(`/chaincode/proposals/${id}`),
      rest: ({ id }) => rest.post(`/chaincode/proposals/${id}/vote`),
      bare: ({ id, digest }) => bare.submit(transactions.vote, { id, digest, status: 'agreed' }),
      aim: 1.3,
    }),
  ];
}

/** Some of them, in a turn the same for both ways. */
function some<T>(items: readonly T[], turn: number): readonly T[] {
  return Array.from({ length: CALLS }, (_, call) => items[(turn * 31 + call * 7) % items.length]).filter(
    (item) => item !== undefined,
  );
}

/** The first turn of each way warms up and does not count. */
async function compare<T>({ name, work, rest, bare, first, aim }: Compared<T>): Promise<string> {
  const times: { readonly rest: number[]; readonly bare: number[] } = { rest: [], bare: [] };
  for (let turn = 0; turn <= TURNS; turn += 1) {
    for (const way of ['rest', 'bare'] as const) {
      const items = work(turn);
      if (way === 'rest' && first !== undefined) {
        await measureClients({ clients: CLIENTS, work: items, call: first });
      }
      const taken = await measureClients({
        clients: CLIENTS,
        work: items,
        call: way === 'rest' ? rest : bare,
      });
      times[way].push(...(turn === 0 ? [] : taken));
    }
  }
  say(`${name}: REST ${summary(times.rest)}; bare ${summary(times.bare)}`);
  const ratio = (share: number): string => (percentile(times.rest, share) / percentile(times.bare, share)).toFixed(3);
  return `ratio of ${name} to the bare contract: p99 ${ratio(0.99)}, p50 ${ratio(0.5)} (aim: at most ${String(aim)})`;
}

function summary(latencies: Latencies): string {
  const ms = (share: number): string => `${percentile(latencies, share).toFixed(1)} ms`;
  return `p50 ${ms(0.5)}, p99 ${ms(0.99)} of ${String(latencies.length)}`;
}

/** Where pages begin, of the first thousand proposals. */
async function bookmarksOf(world: World): Promise<readonly string[]> {
  const ops = await world.client('org2').ops();
  const bookmarks = [''];
  for (let number = 1; number < 20; number += 1) {
    const { bookmark } = await ops.listProposals({ pageSize: PAGE_SIZE, ...page(bookmarks.at(-1) ?? '') });
    if (bookmark === '') {
      break;
    }
    bookmarks.push(bookmark);
  }
  return bookmarks;
}

function page(bookmark: string): { readonly bookmark?: string } {
  return bookmark === '' ? {} : { bookmark };
}

function query(bookmark: string): string {
  return bookmark === '' ? '' : `&bookmark=${encodeURIComponent(bookmark)}`;
}

/** Straight through the Gateway of org2's peer, as the API server of org2 does it. */
async function bareCalls(world: World) {
  const gateway = await world.client('org2').gateway();
  const call = (transaction: string, argument: object) => ({
    channelID: world.consortium.opsChannel,
    chaincodeName: 'opssc',
    transaction,
    arguments: [canonicalJson(argument)],
  });
  return {
    evaluate: (transaction: string, argument: object) => gateway.evaluate(call(transaction, argument)),
    submit: (transaction: string, argument: object) => gateway.submit(call(transaction, argument)),
  };
}

/** Over connections that stay open; `fetch` would take more of the CPU that the servers need. */
function restCalls(world: World, connections: Agent) {
  const { apiUrl, token } = world.consortium.organization('org2');
  const call = async (method: 'GET' | 'POST', path: string): Promise<string> => {
    const sent = request(`${apiUrl}/api/v1${path}`, {
      method,
      agent: connections,
      headers: { authorization: `Bearer ${token}` },
    });
    sent.end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const body = await text(response);
    if (response.statusCode !== 200) {
      throw new Error(`${method} ${path}: ${String(response.statusCode)} ${body}`);
    }
    return body;
  };
  return { get: (path: string) => call('GET', path), post: (path: string) => call('POST', path) };
}

await main();
