// SPDX-License-Identifier: Apache-2.0

import { msp } from '@hyperledger/fabric-protos';
import type { MspProfile, NodeOUsProfile, OUIdentifierProfile } from '../channel-profile.js';
import { pemBytes } from './pem-bytes.js';

/** Fabric's numbers for kinds of MSPs: FABRIC is the one of X.509 certificates. */
const fabricMspType = 0;

/** Names no certificate: every CA of the MSP may issue every role, which leaves room for a second CA. */
const usualNodeOUs: NodeOUsProfile = {
  clientOUIdentifier: { organizationalUnitIdentifier: 'client' },
  peerOUIdentifier: { organizationalUnitIdentifier: 'peer' },
  adminOUIdentifier: { organizationalUnitIdentifier: 'admin' },
  ordererOUIdentifier: { organizationalUnitIdentifier: 'orderer' },
};

/**
 * An MSP as a channel knows it.
 *
 * @throws ConfigTxError `INVALID_PROFILE`
 */
export function mspConfig(profile: MspProfile): msp.MSPConfig {
  const path = `MSP ${profile.mspID}`;
  const all = (certificates: readonly string[] | undefined, what: string): Uint8Array[] =>
    (certificates ?? []).map((pem, index) => pemBytes(pem, `${path}: ${what}[${index}]`));

  const config = new msp.FabricMSPConfig();
  config.setName(profile.mspID);
  config.setRootCertsList(all(profile.rootCerts, 'rootCerts'));
  config.setIntermediateCertsList(all(profile.intermediateCerts, 'intermediateCerts'));
  config.setAdminsList(all(profile.admins, 'admins'));
  config.setRevocationListList(all(profile.revocationList, 'revocationList'));
  config.setOrganizationalUnitIdentifiersList(
    (profile.organizationalUnitIdentifiers ?? []).map((identifier) => ouIdentifier(identifier, path)),
  );
  config.setCryptoConfig(cryptoConfig());
  config.setTlsRootCertsList(all(profile.tlsRootCerts, 'tlsRootCerts'));
  config.setTlsIntermediateCertsList(all(profile.tlsIntermediateCerts, 'tlsIntermediateCerts'));
  config.setFabricNodeOus(nodeOUs(profile.nodeOUs ?? true, path));

  const message = new msp.MSPConfig();
  message.setType(fabricMspType);
  message.setConfig(config.serializeBinary());
  return message;
}

/**
 * The NodeOUs of an MSP; undefined for none.
 *
 * @param path of the MSP in the profile, for errors
 * @throws ConfigTxError `INVALID_PROFILE`
 */
export function nodeOUs(profile: boolean | NodeOUsProfile, path: string): msp.FabricNodeOUs | undefined {
  if (profile === false) {
    return undefined;
  }
  const identifiers = profile === true ? usualNodeOUs : profile;
  const identifier = (ou: OUIdentifierProfile | undefined): msp.FabricOUIdentifier | undefined =>
    ou && ouIdentifier(ou, `${path}: nodeOUs`);

  const units = new msp.FabricNodeOUs();
  units.setEnable(true);
  units.setClientOuIdentifier(identifier(identifiers.clientOUIdentifier));
  units.setPeerOuIdentifier(identifier(identifiers.peerOUIdentifier));
  units.setAdminOuIdentifier(identifier(identifiers.adminOUIdentifier));
  units.setOrdererOuIdentifier(identifier(identifiers.ordererOUIdentifier));
  return units;
}

function ouIdentifier(
  { organizationalUnitIdentifier, certificate }: OUIdentifierProfile,
  path: string,
): msp.FabricOUIdentifier {
  const identifier = new msp.FabricOUIdentifier();
  identifier.setOrganizationalUnitIdentifier(organizationalUnitIdentifier);
  if (certificate !== undefined) {
    identifier.setCertificate(pemBytes(certificate, `${path}: ${organizationalUnitIdentifier}`));
  }
  return identifier;
}

function cryptoConfig(): msp.FabricCryptoConfig {
  const config = new msp.FabricCryptoConfig();
  config.setSignatureHashFamily('SHA2');
  config.setIdentityIdentifierHashFunction('SHA256');
  return config;
}
