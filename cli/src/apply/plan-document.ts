// SPDX-License-Identifier: Apache-2.0

import { ApiError } from '../api/api-error.js';
import type { ManifestDocument } from '../manifest/manifest-document.js';
import { withManifestLines } from '../manifest/with-manifest-lines.js';
import { planChaincode } from './plan-chaincode.js';
import { planCreation } from './plan-creation.js';
import { planGovernance } from './plan-governance.js';
import { planState } from './plan-state.js';
import { planUpdate } from './plan-update.js';
import type { Plan, PlanOptions } from './plan.js';
import type { ManifestBody } from '../manifest/manifest-schema.js';

/**
 * Finds out what is to be done for a document. Nothing is written anywhere.
 *
 * @throws ManifestError with the line of what the server refuses; CliError
 */
export async function planDocument(options: PlanOptions<ManifestBody>): Promise<Plan> {
  try {
    return await planKind(options);
  } catch (error) {
    throw error instanceof ApiError ? withManifestLines(error, options.document) : error;
  }
}

function planKind({ document, ...options }: PlanOptions<ManifestBody>): Promise<Plan> {
  const { body, placeOf } = document;
  const about = <Body extends ManifestBody>(narrowed: Body): { readonly document: ManifestDocument<Body> } => ({
    document: { body: narrowed, placeOf },
  });
  switch (body.kind) {
    case 'deploy-chaincode':
      return planChaincode({ ...options, ...about(body) });
    case 'update-channel':
      return planUpdate({ ...options, ...about(body) });
    case 'create-channel':
      return planCreation({ ...options, ...about(body) });
    case 'set-channel-state':
      return planState({ ...options, ...about(body) });
    case 'governance':
      return planGovernance({ ...options, ...about(body) });
  }
}
