// SPDX-License-Identifier: Apache-2.0

import { msp } from '@hyperledger/fabric-protos';
import type { MspProfile } from '../channel-profile.js';
import { pemBytes } from './pem-bytes.js';

/** Fabric's numbers for kinds of MSPs: FABRIC is the one of X.509 certificates. */
const fabricMspType = 0;

/**
 * An MSP as a channel knows it. NodeOUs name no certificate: every CA of the MSP may issue every role, which leaves
 * room for a second CA.
 *
 * @throws ConfigTxError `INVALID_PROFILE`
 */
export function mspConfig(profile: MspProfile): msp.MSPConfig {
  const all = (certificates: readonly string[] | undefined, what: string): Uint8Array[] =>
    (certificates ?? []).map((pem, index) => pemBytes(pem, `MSP ${profile.mspID}: ${what}[${index}]`));

  const config = new msp.FabricMSPConfig();
  config.setName(profile.mspID);
  config.setRootCertsList(all(profile.rootCerts, 'rootCerts'));
  config.setIntermediateCertsList(all(profile.intermediateCerts, 'intermediateCerts'));
  config.setAdminsList(all(profile.admins, 'admins'));
  config.setRevocationListList(all(profile.revocationList, 'revocationList'));
  config.setCryptoConfig(cryptoConfig());
  config.setTlsRootCertsList(all(profile.tlsRootCerts, 'tlsRootCerts'));
  config.setTlsIntermediateCertsList(all(profile.tlsIntermediateCerts, 'tlsIntermediateCerts'));
  if (profile.nodeOUs ?? true) {
    config.setFabricNodeOus(nodeOUs());
  }

  const message = new msp.MSPConfig();
  message.setType(fabricMspType);
  message.setConfig(config.serializeBinary());
  return message;
}

function cryptoConfig(): msp.FabricCryptoConfig {
  const config = new msp.FabricCryptoConfig();
  config.setSignatureHashFamily('SHA2');
  config.setIdentityIdentifierHashFunction('SHA256');
  return config;
}

function nodeOUs(): msp.FabricNodeOUs {
  const units = new msp.FabricNodeOUs();
  units.setEnable(true);
  units.setClientOuIdentifier(unit('client'));
  units.setPeerOuIdentifier(unit('peer'));
  units.setAdminOuIdentifier(unit('admin'));
  units.setOrdererOuIdentifier(unit('orderer'));
  return units;
}

function unit(name: string): msp.FabricOUIdentifier {
  const identifier = new msp.FabricOUIdentifier();
  identifier.setOrganizationalUnitIdentifier(name);
  return identifier;
}
