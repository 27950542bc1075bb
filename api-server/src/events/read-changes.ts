// SPDX-License-Identifier: Apache-2.0

import { ContractError, type OpsEvent, parseOpsEvent } from '@opssc/chaincode/model';
import type { EventPosition, OrganizationFabric } from '../fabric/organization-fabric.js';
import { eventID } from './event-id.js';
import type { OpsChange } from './ops-change.js';

export interface ReadChangesOptions {
  readonly fabric: Pick<OrganizationFabric, 'ops' | 'opsEvents'>;
  readonly position: EventPosition;
  /** Ends the reading, quietly. */
  readonly signal: AbortSignal;
  readonly onOpen?: () => void;
  /** Whether anybody wants to know what a change led to, which takes a look at the ledger; default: always. */
  readonly isFollowed?: () => boolean;
}

/**
 * The changes from a position on, each with what it led to; goes on for ever. Events of other versions are left out.
 *
 * @throws FabricError when the stream breaks
 */
export async function* readChanges(options: ReadChangesOptions): AsyncGenerator<OpsChange, void, undefined> {
  const { fabric, position, signal, onOpen, isFollowed = () => true } = options;
  if (signal.aborted) {
    return;
  }
  const stream = await fabric.opsEvents(position);
  const close = (): void => {
    stream.close();
  };
  signal.addEventListener('abort', close, { once: true });
  // A look at the ledger that hangs must not hold up the end.
  const over = new Promise<object>((resolve) => {
    signal.addEventListener(
      'abort',
      () => {
        resolve({});
      },
      { once: true },
    );
  });
  try {
    onOpen?.();
    for await (const { eventName, payload, blockNumber, transactionId } of stream) {
      const event = parseOpsEvent(eventName, payload);
      if (event !== undefined) {
        yield {
          id: eventID(blockNumber, transactionId),
          ...event,
          ...(isFollowed() ? await Promise.race([statusAfter(event, fabric), over]) : {}),
          transactionID: transactionId,
          blockNumber: String(blockNumber),
        };
      }
    }
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}

/** A convenience for those who watch; an event is a hint without it too. */
async function statusAfter(
  event: OpsEvent,
  { ops }: Pick<OrganizationFabric, 'ops'>,
): Promise<Pick<OpsChange, 'status' | 'statuses'>> {
  if (event.type === 'attested' || event.type === 'agent' || event.type === 'resource') {
    return {};
  }
  try {
    return { status: (await ops.getProposal(event.proposalID)).status };
  } catch (error) {
    return isNotFound(error) ? statusesAfter(event.proposalID, ops) : {};
  }
}

async function statusesAfter(ballot: string, ops: OrganizationFabric['ops']): Promise<Pick<OpsChange, 'statuses'>> {
  try {
    const { proposals } = await ops.getBallot(ballot);
    return { statuses: Object.fromEntries(proposals.map(({ proposal, status }) => [proposal.id, status])) };
  } catch {
    return {};
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof ContractError && error.code === 'NOT_FOUND';
}
