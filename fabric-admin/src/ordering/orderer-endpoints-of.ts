// SPDX-License-Identifier: Apache-2.0

import { common, msp } from '@hyperledger/fabric-protos';
import type { Endpoint } from '../endpoint.js';

/**
 * The ordering nodes that a channel's configuration names, with the TLS CAs of the organization that each belongs to. The
 * addresses for all organizations, as before `V3_0`, are trusted with the CAs of any of them, and only used where no
 * organization has addresses of its own (Fabric's `internal/pkg/peer/orderers`).
 */
export function ordererEndpointsOf(config: common.Config): readonly Endpoint[] {
  const channel = config.getChannelGroup();
  const organizations = [...(channel?.getGroupsMap().get('Orderer')?.getGroupsMap().entries() ?? [])].map(
    ([, group]) => ({ addresses: addressesIn(group, 'Endpoints'), tlsCerts: tlsCertsOf(group) }),
  );
  const own = organizations.flatMap(({ addresses, tlsCerts }) => endpoints(addresses, tlsCerts));
  if (own.length > 0) {
    return own;
  }
  const everybody = organizations.flatMap(({ tlsCerts }) => tlsCerts);
  return channel === undefined ? [] : endpoints(addressesIn(channel, 'OrdererAddresses'), everybody);
}

function endpoints(addresses: readonly string[], tlsCerts: readonly Uint8Array[]): readonly Endpoint[] {
  const newLine = Buffer.from('\n');
  const tlsRootCerts = Buffer.concat(tlsCerts.flatMap((certificate) => [certificate, newLine]));
  return addresses.map((address) => ({ name: address, address, tlsRootCerts }));
}

function addressesIn(group: common.ConfigGroup, name: string): readonly string[] {
  const value = group.getValuesMap().get(name);
  return value === undefined ? [] : common.OrdererAddresses.deserializeBinary(value.getValue_asU8()).getAddressesList();
}

/** PEM, intermediate CAs included: a certificate may be issued by either. */
function tlsCertsOf(group: common.ConfigGroup): readonly Uint8Array[] {
  const value = group.getValuesMap().get('MSP');
  if (value === undefined) {
    return [];
  }
  const bytes = msp.MSPConfig.deserializeBinary(value.getValue_asU8()).getConfig_asU8();
  const config = msp.FabricMSPConfig.deserializeBinary(bytes);
  return [...config.getTlsRootCertsList_asU8(), ...config.getTlsIntermediateCertsList_asU8()];
}
