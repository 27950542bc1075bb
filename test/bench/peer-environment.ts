// SPDX-License-Identifier: Apache-2.0

import type { Network, NetworkNode, NetworkOrganization } from '@opssc/network';
import { join } from 'node:path';

/** What the `peer` command needs to act as an organization's admin at one of its peers, by default the first. */
export function peerEnvironment(
  network: Network,
  organization: NetworkOrganization,
  node: NetworkNode | undefined = organization.peers[0],
): NodeJS.ProcessEnv {
  if (node === undefined) {
    throw new Error(`${organization.name} has no peer`);
  }
  return {
    ...process.env,
    FABRIC_CFG_PATH: join(network.dir, 'config'),
    CORE_PEER_LOCALMSPID: organization.mspID,
    CORE_PEER_ADDRESS: node.address,
    CORE_PEER_MSPCONFIGPATH: organization.admin.mspDir,
    CORE_PEER_TLS_ENABLED: 'true',
    CORE_PEER_TLS_ROOTCERT_FILE: node.tlsRootCertFile,
  };
}
