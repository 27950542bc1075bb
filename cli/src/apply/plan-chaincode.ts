// SPDX-License-Identifier: Apache-2.0

import { CliError } from '../cli-error.js';
import type { ChaincodeManifest } from '../manifest/manifest-schema.js';
import {
  chaincodeProposals,
  chaincodeProposalSchema,
  type ShownChaincodeProposal,
} from '../resources/chaincode-proposals.js';
import { deploymentOf } from '../requests/deployment-of.js';
import { deploymentRequest } from '../requests/deployment-request.js';
import { listAll } from '../resources/list-all.js';
import { canonicalJson } from '../votes/canonical-json.js';
import { committedDefinition } from './committed-definition.js';
import { differences } from './differences.js';
import { isOpen } from './is-open.js';
import type { Plan, PlanOptions } from './plan.js';

/**
 * Compares a deployment with what is committed: the sequence as the own peers have it, its content as the proposal has it
 * that led to it. A definition that was committed without OpsSC tells nothing of its package, so it counts as another.
 *
 * @throws CliError when something else is proposed for the next sequence
 */
export async function planChaincode(options: PlanOptions<ChaincodeManifest>): Promise<Plan> {
  const { client, document, now } = options;
  const manifest = document.body;
  const { channelID, chaincodeName } = manifest;
  const committed = await committedDefinition(client, { channelID, chaincodeName });
  const proposals = await listAll(client, {
    path: chaincodeProposals.path,
    schema: chaincodeProposalSchema,
    query: { channelID, chaincodeName },
  });
  const plan = { target: `${chaincodeName} on ${channelID}`, resource: chaincodeProposals };
  const sequence = committed?.sequence ?? 0;
  const current = proposals.find(
    ({ status, chaincodeDefinition }) =>
      status === 'committed' &&
      chaincodeDefinition.sequence === sequence &&
      chaincodeDefinition.version === committed?.version,
  );
  if (current !== undefined && isWanted(current, manifest)) {
    return { ...plan, pending: [] };
  }
  // One of the committed sequence may be open still: its outcome comes last.
  const open = proposals.filter(
    (proposal) => isOpen(proposal) && proposal.chaincodeDefinition.sequence >= Math.max(sequence, 1),
  );
  const same = open.find((proposal) => isWanted(proposal, manifest));
  if (same !== undefined) {
    return { ...plan, pending: [same.ID] };
  }
  const next = sequence + 1;
  const other = open.find(({ chaincodeDefinition }) => chaincodeDefinition.sequence === next);
  if (other !== undefined) {
    throw new CliError(
      `${document.placeOf([])}: sequence ${next} of ${plan.target} is proposed already, with another content, as ${other.ID}`,
    );
  }
  const before = current === undefined ? {} : chaincodeProposals.bodyOf(current);
  return {
    ...plan,
    pending: [],
    ...(committed !== undefined &&
      current === undefined && { remark: `sequence ${sequence} was committed without a proposal` }),
    proposal: {
      name: `${chaincodeName.slice(0, 36)}-${next}`,
      request: deploymentRequest({ manifest, sequence: next, now }),
      differences: differences(before, deploymentOf(manifest, next)),
    },
  };
}

/** Whether the manifest would have made this proposal. */
function isWanted(proposal: ShownChaincodeProposal, manifest: ChaincodeManifest): boolean {
  const wanted = deploymentOf(manifest, proposal.chaincodeDefinition.sequence);
  return canonicalJson(wanted) === canonicalJson(chaincodeProposals.bodyOf(proposal));
}
