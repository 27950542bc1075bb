// SPDX-License-Identifier: Apache-2.0

import type { PackageStore, StateReader } from '../ledger/ledger.js';
import type { CommittedDefinition } from './definition.js';
import { hashedApprovals } from './hashed-approvals.js';
import { chaincodeSources, definitions, privateName } from './state-layout.js';
import { structureMismatches } from './structure-mismatches.js';
import { localPackageStructure, parametersStructure } from './structure.js';

export interface PackageQuery {
  readonly state: StateReader;
  readonly definition: CommittedDefinition;
  /** Of the peer. */
  readonly mspID: string;
  readonly packages: Pick<PackageStore, 'list'>;
}

export interface ApprovedPackage {
  /** Whether the organization approved the committed definition as it is. */
  readonly isApproved: boolean;
  /** The installed package that it approved for it; undefined when that is not installed, or there is none. */
  readonly packageID: string | undefined;
}

/**
 * The package with which a peer runs a committed definition. Like a Fabric peer it compares hashes of its organization's
 * approval, so that it works even while the private data itself is missing.
 */
export function approvedPackage({ state, definition, mspID, packages }: PackageQuery): ApprovedPackage {
  const hashOf = hashedApprovals(state, mspID);
  const name = privateName(definition.name, definition.sequence);
  const matches = (table: string, structure: ReturnType<typeof parametersStructure>): boolean =>
    structureMismatches({ hashOf, table, name, structure }).length === 0;
  if (!matches(definitions, parametersStructure(definition))) {
    return { isApproved: false, packageID: undefined };
  }
  const installed = packages
    .list()
    .find(({ packageID }) => matches(chaincodeSources, localPackageStructure(packageID)));
  return { isApproved: true, packageID: installed?.packageID };
}
