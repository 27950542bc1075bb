// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { MspProfile, NodeOUsProfile, OUIdentifierProfile } from '../channel-profile.js';
import { ConfigTxError } from '../config-tx-error.js';
import { decodePem } from '../msp/decode-pem.js';
import { anyCaseObject } from './configtx-yaml/any-case-object.js';
import { parseData } from './parse-data.js';
import { readYaml } from './read-yaml.js';
import { withoutNulls } from './without-nulls.js';

/** The files that a profile names. Paths are as the profile has them. */
export interface ProfileFiles {
  readFile(path: string): Uint8Array;
  /** The names in a folder; none if there is no such folder. */
  listFolder(path: string): string[];
}

export interface MspFromFolderOptions {
  readonly mspID: string;
  readonly folder: string;
  readonly files: ProfileFiles;
}

const identifierSection = anyCaseObject({
  OrganizationalUnitIdentifier: z.string().default(''),
  Certificate: z.string().default(''),
});

type IdentifierSection = z.infer<typeof identifierSection>;

const configSection = anyCaseObject({
  OrganizationalUnitIdentifiers: z.array(identifierSection).default([]),
  NodeOUs: anyCaseObject({
    Enable: z.boolean().default(false),
    ClientOUIdentifier: identifierSection.exactOptional(),
    PeerOUIdentifier: identifierSection.exactOptional(),
    AdminOUIdentifier: identifierSection.exactOptional(),
    OrdererOUIdentifier: identifierSection.exactOptional(),
  }).exactOptional(),
});

/**
 * Reads an MSP folder as configtxgen does: `cacerts`, `intermediatecerts`, `admincerts`, `crls`, `tlscacerts`,
 * `tlsintermediatecerts`, `config.yaml`. Files that are no PEM are passed over.
 *
 * @throws ConfigTxError `INVALID_PROFILE`
 */
export function mspFromFolder(options: MspFromFolderOptions): MspProfile {
  const { mspID, folder, files } = options;
  const pems = (name: string): string[] => pemsIn(`${folder}/${name}`, files);
  const rootCerts = pems('cacerts');
  if (rootCerts.length === 0) {
    const path = `${folder}/cacerts`;
    throw new ConfigTxError('INVALID_PROFILE', `${path}: no CA certificate found`, { path });
  }
  const tlsRootCerts = pems('tlscacerts');
  return {
    mspID,
    rootCerts,
    intermediateCerts: pems('intermediatecerts'),
    admins: pems('admincerts'),
    revocationList: pems('crls'),
    tlsRootCerts,
    // Without a root they are of no use, and Fabric does not look for them.
    tlsIntermediateCerts: tlsRootCerts.length > 0 ? pems('tlsintermediatecerts') : [],
    ...unitsOf(options),
  };
}

function unitsOf(options: MspFromFolderOptions): Pick<MspProfile, 'nodeOUs' | 'organizationalUnitIdentifiers'> {
  const { folder, files } = options;
  const name = 'config.yaml';
  if (!files.listFolder(folder).includes(name)) {
    return { nodeOUs: false };
  }
  const path = `${folder}/${name}`;
  const input = withoutNulls(readYaml(textOf(files.readFile(path)), path) ?? {});
  const { NodeOUs, OrganizationalUnitIdentifiers } = parseData({ schema: configSection, input, path });
  const identifierOf = (section: IdentifierSection): OUIdentifierProfile => ({
    organizationalUnitIdentifier: section.OrganizationalUnitIdentifier,
    ...(section.Certificate !== '' && { certificate: textOf(files.readFile(`${folder}/${section.Certificate}`)) }),
  });
  return {
    organizationalUnitIdentifiers: OrganizationalUnitIdentifiers.map(identifierOf),
    nodeOUs: NodeOUs?.Enable === true && nodeOUsOf(NodeOUs, identifierOf),
  };
}

type NodeOUsSection = NonNullable<z.infer<typeof configSection>['NodeOUs']>;

function nodeOUsOf(
  section: NodeOUsSection,
  identifierOf: (section: IdentifierSection) => OUIdentifierProfile,
): NodeOUsProfile {
  const named = (identifier: IdentifierSection | undefined): OUIdentifierProfile | undefined =>
    identifier && identifier.OrganizationalUnitIdentifier !== '' ? identifierOf(identifier) : undefined;
  const client = named(section.ClientOUIdentifier);
  const peer = named(section.PeerOUIdentifier);
  const admin = named(section.AdminOUIdentifier);
  const orderer = named(section.OrdererOUIdentifier);
  return {
    ...(client && { clientOUIdentifier: client }),
    ...(peer && { peerOUIdentifier: peer }),
    ...(admin && { adminOUIdentifier: admin }),
    ...(orderer && { ordererOUIdentifier: orderer }),
  };
}

/** In the order of the files' names. */
function pemsIn(folder: string, files: ProfileFiles): string[] {
  return files
    .listFolder(folder)
    .toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .flatMap((name) => {
      const bytes = readable(() => files.readFile(`${folder}/${name}`));
      return bytes && decodePem(bytes) ? [textOf(bytes)] : [];
    });
}

/** A folder within the folder, for instance, is not. */
function readable(read: () => Uint8Array): Uint8Array | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
