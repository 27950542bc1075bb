// SPDX-License-Identifier: Apache-2.0

import { canonicalJson, transactions } from '@opssc/chaincode/model';
import type { GatewayConnection } from '@opssc/fabric-admin';
import type { World } from '../support/world.js';
import { measureClients } from './latencies.js';

/** Transactions under way at one time. */
const IN_FLIGHT = 96;

/** A proposal on the ledger, as far as a vote needs it. */
export interface LaidProposal {
  readonly id: string;
  readonly digest: string;
}

/**
 * Fills the ledger with proposals for chaincodes of different names, straight through the contract. Every second one is
 * withdrawn again, so that a filter by status has something to leave out.
 *
 * @returns those that are open, the oldest first
 */
export async function layProposals(world: World, count: number): Promise<readonly LaidProposal[]> {
  const gateway = await world.client('org1').gateway();
  const { opsChannel } = world.consortium;
  const body = { kind: 'deploy-chaincode', ...(await world.idleChaincode({ name: 'bench' })) };
  const laid: LaidProposal[] = [];
  await measureClients({
    clients: IN_FLIGHT,
    work: Array.from({ length: count }, (_, number) => number),
    call: async (number) => {
      const id = `bench-${String(number).padStart(5, '0')}`;
      const request = { id, body: { ...body, chaincodeName: `chaincode-${String(number)}` } };
      laid.push({ id, digest: await submit({ gateway, opsChannel }, transactions.propose, request) });
    },
  });
  laid.sort((left, right) => left.id.localeCompare(right.id));
  await measureClients({
    clients: IN_FLIGHT,
    work: laid.filter((_, index) => index % 2 === 1),
    call: ({ id }) => submit({ gateway, opsChannel }, transactions.withdraw, { id }),
  });
  return laid.filter((_, index) => index % 2 === 0);
}

interface Ledger {
  readonly gateway: GatewayConnection;
  readonly opsChannel: string;
}

/** @returns the digest of what was written, if it has one */
async function submit({ gateway, opsChannel }: Ledger, transaction: string, request: object): Promise<string> {
  const { result } = await gateway.submit({
    channelID: opsChannel,
    chaincodeName: 'opssc',
    transaction,
    arguments: [canonicalJson(request)],
  });
  return (JSON.parse(new TextDecoder().decode(result)) as { readonly digest?: string }).digest ?? '';
}
