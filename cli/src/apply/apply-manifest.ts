// SPDX-License-Identifier: Apache-2.0

import type { ApiClient } from '../api/api-client.js';
import { type ExitCode, exitCodes, gravestOf } from '../exit-codes.js';
import type { ManifestDocument } from '../manifest/manifest-document.js';
import type { ManifestBody } from '../manifest/manifest-schema.js';
import type { ProposalResource } from '../resources/proposal-resource.js';
import { makeProposal } from './make-proposal.js';
import { planDocument } from './plan-document.js';
import type { Plan } from './plan.js';

/** What was done for one document. */
export interface Applied {
  readonly kind: ManifestBody['kind'];
  readonly target: string;
  /** `differs`: a dry run would propose. */
  readonly action: 'unchanged' | 'pending' | 'proposed' | 'differs';
  /** Of the proposals that lead to what the document says. */
  readonly proposals: readonly string[];
  /** What it changes, in words. */
  readonly differences: readonly string[];
  readonly remark?: string;
}

export interface ApplyManifestOptions {
  readonly client: ApiClient;
  readonly documents: readonly ManifestDocument[];
  readonly now: () => Date;
  readonly dryRun: boolean;
  /** Of the proposal; for a manifest of one document. */
  readonly id?: string | undefined;
  /** Called for each document, in order. */
  readonly onApplied: (applied: Applied) => void;
  /** Stays with a proposal until its end; absent: nothing is waited for. */
  readonly untilEnd?: ((id: string, resource: ProposalResource) => Promise<ExitCode>) | undefined;
}

/**
 * Makes what the documents say come about, one after the other: what differs is proposed, unless it is already. With
 * `untilEnd` the next document comes when the one before it is done, since it may build on it, and a bad end ends it all.
 *
 * @throws ManifestError, CliError
 */
export async function applyManifest(options: ApplyManifestOptions): Promise<ExitCode> {
  const { client, documents, now, onApplied, untilEnd } = options;
  for (const document of documents) {
    const plan = await planDocument({ client, document, now: now() });
    const proposals = await carryOut(plan, document, options);
    onApplied({
      kind: document.body.kind,
      target: plan.target,
      action: actionOf(plan, options.dryRun),
      proposals,
      differences: plan.proposal?.differences ?? [],
      ...(plan.remark !== undefined && { remark: plan.remark }),
    });
    if (untilEnd !== undefined) {
      const codes: ExitCode[] = [];
      for (const id of proposals) {
        codes.push(await untilEnd(id, plan.resource));
      }
      const code = gravestOf(codes);
      if (code !== exitCodes.done) {
        return code;
      }
    }
  }
  return exitCodes.done;
}

/** @returns the IDs of what leads to it, the new one among them */
async function carryOut(
  { pending, proposal, resource }: Plan,
  document: ManifestDocument,
  { client, dryRun, id }: ApplyManifestOptions,
): Promise<readonly string[]> {
  if (proposal === undefined || dryRun) {
    return pending;
  }
  const { ID } = await makeProposal({ client, document, resource, proposal, id });
  return [...pending, ID];
}

function actionOf({ pending, proposal }: Plan, dryRun: boolean): Applied['action'] {
  if (proposal !== undefined) {
    return dryRun ? 'differs' : 'proposed';
  }
  return pending.length > 0 ? 'pending' : 'unchanged';
}
