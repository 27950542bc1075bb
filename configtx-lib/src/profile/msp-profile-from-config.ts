// SPDX-License-Identifier: Apache-2.0

import type { msp } from '@hyperledger/fabric-protos';
import type { MspProfile, NodeOUsProfile, OUIdentifierProfile } from '../channel-profile.js';

/** An MSP of a configuration as a profile has it. */
export function mspProfileFromConfig(config: msp.FabricMSPConfig): MspProfile {
  const nodeOUs = config.getFabricNodeOus();
  return {
    mspID: config.getName(),
    rootCerts: texts(config.getRootCertsList_asU8()),
    intermediateCerts: texts(config.getIntermediateCertsList_asU8()),
    admins: texts(config.getAdminsList_asU8()),
    revocationList: texts(config.getRevocationListList_asU8()),
    tlsRootCerts: texts(config.getTlsRootCertsList_asU8()),
    tlsIntermediateCerts: texts(config.getTlsIntermediateCertsList_asU8()),
    organizationalUnitIdentifiers: config.getOrganizationalUnitIdentifiersList().map(identifierOf),
    nodeOUs: nodeOUs?.getEnable() === true && nodeOUsOf(nodeOUs),
  };
}

function nodeOUsOf(units: msp.FabricNodeOUs): NodeOUsProfile {
  const client = units.getClientOuIdentifier();
  const peer = units.getPeerOuIdentifier();
  const admin = units.getAdminOuIdentifier();
  const orderer = units.getOrdererOuIdentifier();
  return {
    ...(client && { clientOUIdentifier: identifierOf(client) }),
    ...(peer && { peerOUIdentifier: identifierOf(peer) }),
    ...(admin && { adminOUIdentifier: identifierOf(admin) }),
    ...(orderer && { ordererOUIdentifier: identifierOf(orderer) }),
  };
}

function identifierOf(identifier: msp.FabricOUIdentifier): OUIdentifierProfile {
  const certificate = Buffer.from(identifier.getCertificate_asU8()).toString('utf8');
  return {
    organizationalUnitIdentifier: identifier.getOrganizationalUnitIdentifier(),
    ...(certificate !== '' && { certificate }),
  };
}

function texts(certificates: readonly Uint8Array[]): string[] {
  return certificates.map((bytes) => Buffer.from(bytes).toString('utf8'));
}
