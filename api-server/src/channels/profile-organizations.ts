// SPDX-License-Identifier: Apache-2.0

import type { ChannelProfile } from '@opssc/configtx';

/** The MSP IDs of all organizations of a channel to be created, on either side, in ascending order. */
export function profileOrganizations({ application, orderer }: ChannelProfile): readonly string[] {
  const organizations = [...application.organizations, ...orderer.organizations];
  return [...new Set(organizations.map(({ msp }) => msp.mspID))].sort();
}
