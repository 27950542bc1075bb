// SPDX-License-Identifier: Apache-2.0

import type { InstalledChaincode } from '@opssc/fabric-admin';
import { z } from 'zod';

const referencesSchema = z
  .record(
    z.string(),
    z.strictObject({ chaincodes: z.array(z.strictObject({ name: z.string(), version: z.string() })) }),
  )
  .meta({ description: 'By channel: the committed definitions that it is used for.' });

/** What is installed on the organization's peers, in v0.4's names, and on which of them. */
export const installedSchema = z.strictObject({
  installed_chaincodes: z.array(
    z.strictObject({
      package_id: z.string(),
      label: z.string(),
      references: referencesSchema,
      peers: z.array(z.string()).meta({ description: 'The peers that have it.' }),
    }),
  ),
  peers: z
    .array(z.strictObject({ name: z.string(), problem: z.string().exactOptional() }))
    .meta({ description: 'The peers that were asked; `problem`: why one did not answer.' }),
});

/** One peer's answer. */
export type PeerInstalled =
  | { readonly name: string; readonly installed: readonly InstalledChaincode[] }
  | { readonly name: string; readonly error: Error };

export function installedView(answers: readonly PeerInstalled[]): z.output<typeof installedSchema> {
  const packages = new Map<string, z.output<typeof installedSchema>['installed_chaincodes'][number]>();
  for (const answer of answers) {
    for (const { packageID, label, references } of 'installed' in answer ? answer.installed : []) {
      const known = packages.get(packageID) ?? { package_id: packageID, label, references: {}, peers: [] };
      known.peers.push(answer.name);
      addReferences(known.references, references);
      packages.set(packageID, known);
    }
  }
  return {
    installed_chaincodes: [...packages.values()],
    peers: answers.map((answer) => ({
      name: answer.name,
      ...('error' in answer && { problem: answer.error.message }),
    })),
  };
}

/** Peers know of the channels that they have joined, so their answers complete each other. */
function addReferences(known: z.output<typeof referencesSchema>, references: InstalledChaincode['references']): void {
  for (const { channelID, name, version } of references) {
    const { chaincodes } = (known[channelID] ??= { chaincodes: [] });
    if (!chaincodes.some((chaincode) => chaincode.name === name && chaincode.version === version)) {
      chaincodes.push({ name, version });
    }
  }
}
