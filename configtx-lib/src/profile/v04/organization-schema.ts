// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { MspProfile, NodeOUsProfile, OrganizationProfile, OUIdentifierProfile } from '../../channel-profile.js';
import { addressSchema, hostSchema, portSchema } from '../schema/address-schemas.js';
import { certificateSchema } from '../schema/certificate-schema.js';
import { certificatesSchema, revocationListsSchema } from '../schema/msp-schemas.js';
import { mspIDSchema, nameSchema } from '../schema/name-schema.js';
import { policiesSection } from '../configtx-yaml/policies-section.js';

const ouIdentifierSchema = z
  .strictObject({
    OrganizationalUnitIdentifier: z.string().min(1, 'must not be empty'),
    Certificate: certificateSchema.exactOptional(),
  })
  .transform(({ OrganizationalUnitIdentifier, Certificate }): OUIdentifierProfile => ({
    organizationalUnitIdentifier: OrganizationalUnitIdentifier,
    ...(Certificate !== undefined && { certificate: Certificate }),
  }));

const nodeOUsSchema = z
  .strictObject({
    Enable: z.boolean().default(false),
    ClientOUIdentifier: ouIdentifierSchema.exactOptional(),
    PeerOUIdentifier: ouIdentifierSchema.exactOptional(),
    AdminOUIdentifier: ouIdentifierSchema.exactOptional(),
    OrdererOUIdentifier: ouIdentifierSchema.exactOptional(),
  })
  .transform((units): NodeOUsProfile | false => {
    const { Enable, ClientOUIdentifier, PeerOUIdentifier, AdminOUIdentifier, OrdererOUIdentifier } = units;
    return (
      Enable && {
        ...(ClientOUIdentifier && { clientOUIdentifier: ClientOUIdentifier }),
        ...(PeerOUIdentifier && { peerOUIdentifier: PeerOUIdentifier }),
        ...(AdminOUIdentifier && { adminOUIdentifier: AdminOUIdentifier }),
        ...(OrdererOUIdentifier && { ordererOUIdentifier: OrdererOUIdentifier }),
      }
    );
  });

const mspSchema = z
  .strictObject({
    RootCerts: certificatesSchema.min(1, 'an MSP needs a root CA'),
    IntermediateCerts: certificatesSchema.default([]),
    Admins: certificatesSchema.default([]),
    RevocationList: revocationListsSchema.default([]),
    OrganizationalUnitIdentifiers: z.array(ouIdentifierSchema).default([]),
    TLSRootCerts: certificatesSchema.default([]),
    TLSIntermediateCerts: certificatesSchema.default([]),
    NodeOUs: nodeOUsSchema.default(false),
  })
  .transform((msp): Omit<MspProfile, 'mspID'> => ({
    rootCerts: msp.RootCerts,
    intermediateCerts: msp.IntermediateCerts,
    admins: msp.Admins,
    revocationList: msp.RevocationList,
    organizationalUnitIdentifiers: msp.OrganizationalUnitIdentifiers,
    tlsRootCerts: msp.TLSRootCerts,
    tlsIntermediateCerts: msp.TLSIntermediateCerts,
    nodeOUs: msp.NodeOUs,
  }));

/** An organization as OpsSC v0.4 has it. */
export const organizationSchema = z
  .strictObject({
    Name: nameSchema,
    ID: mspIDSchema,
    MSPDir: z
      .never({ error: 'is a folder that other organizations do not have: give the certificates themselves, as MSP' })
      .exactOptional(),
    MSP: mspSchema,
    Policies: policiesSection,
    AnchorPeers: z.array(z.strictObject({ Host: hostSchema, Port: portSchema })).exactOptional(),
    OrdererEndpoints: z.array(addressSchema).exactOptional(),
  })
  .transform(({ Name, ID, MSP, Policies, AnchorPeers, OrdererEndpoints }): OrganizationProfile => ({
    name: Name,
    msp: { mspID: ID, ...MSP },
    policies: Policies,
    ...(AnchorPeers && { anchorPeers: AnchorPeers.map(({ Host, Port }) => ({ host: Host, port: Port })) }),
    ...(OrdererEndpoints && { ordererEndpoints: OrdererEndpoints }),
  }));
