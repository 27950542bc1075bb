// SPDX-License-Identifier: Apache-2.0

import { environmentFile } from '@opssc/network';
import pc from 'picocolors';
import type { Consortium } from '../consortium/consortium.js';

/** URLs, tokens and commands to try, for a demo that stays up. */
export function howToGoOn(consortium: Consortium): string {
  const lines = consortium.organizations.flatMap(({ mspID, apiUrl, agentUrl, token, dir }) => [
    '',
    pc.bold(mspID),
    `  API     ${apiUrl}/api/v1/docs`,
    `  agent   ${agentUrl}/readyz   ${agentUrl}/metrics`,
    `  token   ${token}`,
    `  try     curl -s -H 'Authorization: Bearer ${token}' ${apiUrl}/api/v1/chaincode/proposals`,
    `  watch   OPSSC_URL=${apiUrl} OPSSC_TOKEN=${token} node cli/dist/src/main.js watch`,
    `  events  curl -sN -H 'Authorization: Bearer ${token}' ${apiUrl}/api/v1/events`,
    `  peer    . ${environmentFile({ dir })}   # then Fabric's own command: peer channel list`,
  ]);
  return ['', 'Everything stays up. Stop it with Ctrl+C.', ...lines, ''].join('\n');
}
