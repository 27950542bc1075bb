// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { resourceKeys } from '../ledger/resource-key.js';
import { attributedTo, type Resource, type ResourceChangeName, resourcePath, type Subject } from '../model/index.js';
import type { Draft } from './resource-rules.js';

export interface RecordOptions<Kept extends Resource> {
  readonly draft: Draft<Kept>;
  readonly before?: Kept | undefined;
  readonly change: ResourceChangeName;
  readonly comment?: string;
  /** On whose word. */
  readonly subject?: Subject | undefined;
}

/** Writes a resource and its change, and emits the event. */
export async function recordResource<Kept extends Resource>(
  context: OpsContext,
  { draft, before, change, comment = '', subject }: RecordOptions<Kept>,
): Promise<Kept> {
  const { ledger, caller, time } = context;
  const revision = (before?.revision ?? 0) + 1;
  const now = time.toISOString();
  const recorded: Resource = { ...draft, revision, created: before?.created ?? now, updated: now };
  await ledger.put<Resource>(resourceKeys.resources(recorded.kind, ...resourcePath(recorded)), recorded);
  // A history of facts, not the peer's: that one may be switched off, does not reach behind a snapshot that a peer was
  // started from, and is not looked at when a block is validated.
  await ledger.put(resourceKeys.change(recorded, time, String(revision).padStart(10, '0')), {
    revision,
    change,
    mspID: caller.mspID,
    ...(comment !== '' && { comment }),
    ...attributedTo(subject),
    resource: recorded,
    time: now,
  });
  const resourceID = resourcePath(recorded).join('/');
  context.emit({ type: 'resource', resource: recorded.kind, resourceID, change });
  return recorded as Kept;
}
