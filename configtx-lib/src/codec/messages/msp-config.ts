// SPDX-License-Identifier: Apache-2.0

import { field } from '../field.js';
import type { MessageType } from '../message-type.js';
import { message } from '../message.js';

export const keyInfo = message('msp.KeyInfo', { key_identifier: field.string(1), key_material: field.bytes(2) });

export const signingIdentityInfo = message('msp.SigningIdentityInfo', {
  public_signer: field.bytes(1),
  private_signer: field.message(2, () => keyInfo),
});

export const fabricOUIdentifier = message('msp.FabricOUIdentifier', {
  certificate: field.bytes(1),
  organizational_unit_identifier: field.string(2),
});

export const fabricNodeOUs = message('msp.FabricNodeOUs', {
  enable: field.bool(1),
  client_ou_identifier: field.message(2, () => fabricOUIdentifier),
  peer_ou_identifier: field.message(3, () => fabricOUIdentifier),
  admin_ou_identifier: field.message(4, () => fabricOUIdentifier),
  orderer_ou_identifier: field.message(5, () => fabricOUIdentifier),
});

export const fabricCryptoConfig = message('msp.FabricCryptoConfig', {
  signature_hash_family: field.string(1),
  identity_identifier_hash_function: field.string(2),
});

export const fabricMspConfig = message('msp.FabricMSPConfig', {
  name: field.string(1),
  root_certs: field.list(field.bytes(2)),
  intermediate_certs: field.list(field.bytes(3)),
  admins: field.list(field.bytes(4)),
  revocation_list: field.list(field.bytes(5)),
  signing_identity: field.message(6, () => signingIdentityInfo),
  organizational_unit_identifiers: field.list(field.message(7, () => fabricOUIdentifier)),
  crypto_config: field.message(8, () => fabricCryptoConfig),
  tls_root_certs: field.list(field.bytes(9)),
  tls_intermediate_certs: field.list(field.bytes(10)),
  fabric_node_ous: field.message(11, () => fabricNodeOUs),
});

export const idemixMspSignerConfig = message('msp.IdemixMSPSignerConfig', {
  cred: field.bytes(1),
  sk: field.bytes(2),
  organizational_unit_identifier: field.string(3),
  role: field.int32(4),
  enrollment_id: field.string(5),
  credential_revocation_information: field.bytes(6),
});

export const idemixMspConfig = message('msp.IdemixMSPConfig', {
  name: field.string(1),
  ipk: field.bytes(2),
  signer: field.message(3, () => idemixMspSignerConfig),
  revocation_pk: field.bytes(4),
  epoch: field.int64(5),
});

/** By type of MSP. */
const configTypes: Readonly<Record<number, MessageType>> = { 0: fabricMspConfig, 1: idemixMspConfig };

export const mspConfig = message('msp.MSPConfig', {
  type: field.int32(1),
  config: field.opaque(2, (message) => configTypes[message.number('type')]),
});
