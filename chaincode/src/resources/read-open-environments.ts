// SPDX-License-Identifier: Apache-2.0

import type { FactLedger } from '../ledger/fact-ledger.js';
import { readResource } from '../ledger/read-resource.js';
import { resourceKeys } from '../ledger/resource-key.js';
import type { Environment } from '../model/index.js';

/** The environments of a consortium that are not closed. Read as a range: one that comes in the same block is seen. */
export async function readOpenEnvironments(ledger: FactLedger, consortiumID: string): Promise<readonly Environment[]> {
  const open: Environment[] = [];
  for (const { environmentID } of await ledger.range(resourceKeys.environmentsOf(consortiumID))) {
    const environment = await readResource(ledger, { kind: 'environment', environmentID });
    if (environment.closed === undefined) {
      open.push(environment);
    }
  }
  return open;
}
