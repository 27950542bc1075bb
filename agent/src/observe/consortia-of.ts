// SPDX-License-Identifier: Apache-2.0

import { ContractError } from '@opssc/chaincode/model';
import type { OrganizationNodes } from '../fabric/organization-nodes.js';

/** IDs of the consortia that the organization holds a place in; none if it has no record of itself. */
export async function consortiaOf({
  mspID,
  resources,
}: Pick<OrganizationNodes, 'mspID' | 'resources'>): Promise<readonly string[]> {
  try {
    return (await resources.get({ kind: 'organization', mspID })).consortia;
  } catch (error) {
    if (error instanceof ContractError && error.code === 'NOT_FOUND') {
      return [];
    }
    throw error;
  }
}
