// SPDX-License-Identifier: Apache-2.0

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { NetworkPlan, OrganizationPlan } from './network-plan.js';

/**
 * Writes `env.sh` into each organization's folder, and the settings that the official `peer` command wants to find in
 * `FABRIC_CFG_PATH`: with `. env.sh` it speaks as the organization's admin to its first peer, and to its own first orderer
 * or, if it has none, to the network's.
 */
export async function writeEnvironmentFiles(plan: NetworkPlan): Promise<void> {
  const configDir = join(plan.dir, 'config');
  await mkdir(configDir, { recursive: true });
  await writeFile(join(configDir, 'core.yaml'), stringify(commandConfig));
  for (const organization of plan.organizations) {
    const lines = Object.entries(environment(plan, organization, configDir)).map(
      ([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'`,
    );
    await writeFile(environmentFile(organization), `${lines.join('\n')}\n`);
  }
}

/** Where an organization's `env.sh` is. */
export function environmentFile({ dir }: { readonly dir: string }): string {
  return join(dir, 'env.sh');
}

/** What `peer` reads before it looks at its environment. */
const commandConfig = {
  peer: {
    localMspType: 'bccsp',
    BCCSP: { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } },
    client: { connTimeout: '3s' },
  },
};

function environment(plan: NetworkPlan, organization: OrganizationPlan, configDir: string): Record<string, string> {
  const [peer] = organization.peers;
  const orderer = organization.orderers[0] ?? plan.orderers[0];
  return {
    FABRIC_CFG_PATH: configDir,
    // Without it, the command tells of every step of its connections.
    FABRIC_LOGGING_SPEC: 'info:grpc=error',
    CORE_PEER_LOCALMSPID: organization.mspID,
    CORE_PEER_ADDRESS: peer?.address ?? '',
    CORE_PEER_MSPCONFIGPATH: organization.admin.mspDir,
    CORE_PEER_TLS_ENABLED: 'true',
    CORE_PEER_TLS_ROOTCERT_FILE: organization.tlsRootCertFile,
    ORDERER_CA: orderer?.msp.tlsRootCert ?? '',
    ORDERER_ADDRESS: orderer?.address ?? '',
    ORDERER_ADMIN_ADDRESS: `localhost:${orderer?.adminPort ?? 0}`,
    ORDERER_ADMIN_TLS_SIGN_CERT: orderer?.adminClientCertFile ?? '',
    ORDERER_ADMIN_TLS_PRIVATE_KEY: orderer?.adminClientKeyFile ?? '',
  };
}
