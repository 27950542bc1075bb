// SPDX-License-Identifier: Apache-2.0

import { msp } from '@hyperledger/fabric-protos';

export interface TestMsp {
  readonly mspID: string;
  /** All in PEM. */
  readonly roots: readonly string[];
  readonly intermediates?: readonly string[];
  readonly admins?: readonly string[];
  readonly revocationLists?: readonly string[];
  readonly tlsRoots?: readonly string[];
  readonly tlsIntermediates?: readonly string[];
  /** Units that an identity must have one of, each with its CA. */
  readonly requiredUnits?: readonly { readonly name: string; readonly authority: string }[];
  /** Default: on, for any CA. The certificate of the one CA that may issue a role, or `off`. */
  readonly nodeOUs?: 'off' | { readonly authority: string } | { readonly without: 'admin' };
}

/** An MSP's configuration, element by element, valid or not. */
export function testMspConfig(options: TestMsp): msp.MSPConfig {
  const config = new msp.FabricMSPConfig();
  config.setName(options.mspID);
  config.setRootCertsList(bytesOf(options.roots));
  config.setIntermediateCertsList(bytesOf(options.intermediates));
  config.setAdminsList(bytesOf(options.admins));
  config.setRevocationListList(bytesOf(options.revocationLists));
  config.setTlsRootCertsList(bytesOf(options.tlsRoots));
  config.setTlsIntermediateCertsList(bytesOf(options.tlsIntermediates));
  config.setOrganizationalUnitIdentifiersList(
    (options.requiredUnits ?? []).map(({ name, authority }) => unit(name, authority)),
  );
  const { nodeOUs } = options;
  if (nodeOUs !== 'off') {
    const authority = nodeOUs && 'authority' in nodeOUs ? nodeOUs.authority : '';
    const units = new msp.FabricNodeOUs();
    units.setEnable(true);
    units.setClientOuIdentifier(unit('client', authority));
    units.setPeerOuIdentifier(unit('peer', authority));
    units.setOrdererOuIdentifier(unit('orderer', authority));
    if (!nodeOUs || !('without' in nodeOUs)) {
      units.setAdminOuIdentifier(unit('admin', authority));
    }
    config.setFabricNodeOus(units);
  }
  const message = new msp.MSPConfig();
  message.setConfig(config.serializeBinary());
  return message;
}

/** Bytes of a `SerializedIdentity`. */
export function serializedIdentity(mspID: string, pem: string): Uint8Array {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspID);
  identity.setIdBytes(Buffer.from(pem));
  return identity.serializeBinary();
}

function unit(name: string, authority: string): msp.FabricOUIdentifier {
  const identifier = new msp.FabricOUIdentifier();
  identifier.setOrganizationalUnitIdentifier(name);
  identifier.setCertificate(Buffer.from(authority));
  return identifier;
}

function bytesOf(pems: readonly string[] = []): Uint8Array[] {
  return pems.map((pem) => Buffer.from(pem));
}
