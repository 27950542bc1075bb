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
  const open: LaidProposal[] = [];
  const propose = async (number: number): Promise<void> => {
    const id = `bench-${String(number).padStart(5, '0')}`;
    const request = { id, body: { ...body, chaincodeName: `chaincode-${String(number)}` } };
    const { digest } = await submit({ gateway, opsChannel }, transactions.propose, request);
    if (number % 2 === 0) {
      open.push({ id, digest });
    } else {
      await submit({ gateway, opsChannel }, transactions.withdraw, { id });
    }
  };
  await measureClients({
    clients: IN_FLIGHT,
    work: Array.from({ length: count }, (_, number) => number),
    call: propose,
  });
  return open.sort((left, right) => left.id.localeCompare(right.id));
}

interface Ledger {
  readonly gateway: GatewayConnection;
  readonly opsChannel: string;
}

async function submit(
  { gateway, opsChannel }: Ledger,
  transaction: string,
  request: object,
): Promise<{ readonly digest: string }> {
  const { result } = await gateway.submit({
    channelID: opsChannel,
    chaincodeName: 'opssc',
    transaction,
    arguments: [canonicalJson(request)],
  });
  return JSON.parse(new TextDecoder().decode(result)) as { readonly digest: string };
}
