// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import type { Endpoint } from '../endpoint.js';
import { Failover, type FailoverLogger } from '../transport/failover.js';
import { fetchBlock, type FetchBlockOptions } from './fetch-block.js';

export interface FetchConfigBlockOptions extends Omit<FetchBlockOptions, 'endpoint' | 'position'> {
  /** Tried in this order, all of the same kind. */
  readonly endpoints: readonly Endpoint[];
  readonly logger?: FailoverLogger | undefined;
}

/** The last configuration block from the first endpoint that answers. @throws {@link FabricError} */
export function fetchConfigBlock(options: FetchConfigBlockOptions): Promise<common.Block> {
  const { endpoints, logger, ...request } = options;
  const targets = endpoints.map((endpoint) => ({ endpoint }));
  return new Failover({ targets, logger }).run(({ endpoint }) =>
    fetchBlock({ ...request, endpoint, position: 'config' }),
  );
}
