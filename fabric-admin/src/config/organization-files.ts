// SPDX-License-Identifier: Apache-2.0

import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { Endpoint, OperationsEndpoint, OrdererAdminEndpoint } from '../endpoint.js';
import type { SigningIdentity } from '../signing-identity.js';
import { areCertificates } from '../tls/are-certificates.js';
import { ConfigError } from './config-error.js';
import { FileReader } from './file-reader.js';
import type { IdentityOpener } from './identity-opener.js';
import type { OrganizationSection } from './organization-section-schema.js';

/** What the files of an `organization` section said when they were read. */
export interface OrganizationFiles {
  readonly identity: SigningIdentity;
  readonly peers: readonly Endpoint[];
  readonly orderers: readonly Endpoint[];
  /** Of those orderers that have an `admin` entry. */
  readonly ordererAdmins: readonly OrdererAdminEndpoint[];
  readonly ordering: readonly Endpoint[];
  /** Of those peers and orderers that have an `operations` entry. */
  readonly operations: readonly OperationsEndpoint[];
  readonly reader: FileReader;
}

export interface ReadOptions {
  readonly organization: OrganizationSection;
  readonly identity: IdentityOpener;
  /** Of the last time: bytes that are as they were stay the same object. */
  readonly before?: FileReader | undefined;
}

/** @throws {@link ConfigError} with every file that cannot be read or used, by its place in the section */
export async function readOrganizationFiles(options: ReadOptions): Promise<OrganizationFiles> {
  const { name, peers, orderers, ordering } = options.organization;
  const reader = new FileReader(options.before);
  const [identity, openPeers, openOrderers, ordererAdmins, openOrdering, operations] = await Promise.all([
    options.identity.open(reader),
    Promise.all(peers.map((node, index) => openNode(node, `organization.peers[${index}]`, reader))),
    Promise.all(orderers.map((node, index) => openNode(node, `organization.orderers[${index}]`, reader))),
    Promise.all(orderers.map((node, index) => openAdmin(node, `organization.orderers[${index}].admin`, reader))),
    Promise.all(
      ordering.map((node, index) =>
        openNode({ ...node, name: node.address }, `organization.ordering[${index}]`, reader),
      ),
    ),
    Promise.all([
      ...peers.map((node, index) => openOperations(node, `organization.peers[${index}].operations`, reader)),
      ...orderers.map((node, index) => openOperations(node, `organization.orderers[${index}].operations`, reader)),
    ]),
  ]);
  if (reader.problems.length > 0 || identity === undefined) {
    throw new ConfigError(`configuration of ${name}`, reader.problems);
  }
  return {
    identity,
    peers: openPeers,
    orderers: openOrderers,
    ordererAdmins: ordererAdmins.filter((admin) => admin !== undefined),
    ordering: openOrdering,
    operations: operations.filter((endpoint) => endpoint !== undefined),
    reader,
  };
}

async function openNode(
  node: OrganizationSection['peers'][number],
  path: string,
  reader: FileReader,
): Promise<Endpoint> {
  const { name, address, tlsRootCerts, serverName, clientCertificate, clientPrivateKey } = node;
  return {
    name,
    address,
    tlsRootCerts: await readCertificates(tlsRootCerts, `${path}.tlsRootCerts`, reader),
    ...(serverName === undefined ? {} : { serverName }),
    ...(clientCertificate === undefined || clientPrivateKey === undefined
      ? {}
      : { clientCertificate: await openClient({ clientCertificate, clientPrivateKey }, path, reader) }),
  };
}

async function openAdmin(
  { name, admin }: OrganizationSection['orderers'][number],
  path: string,
  reader: FileReader,
): Promise<OrdererAdminEndpoint | undefined> {
  if (admin === undefined) {
    return undefined;
  }
  const [tlsRootCerts, clientCertificate] = await Promise.all([
    readCertificates(admin.tlsRootCerts, `${path}.tlsRootCerts`, reader),
    openClient(admin, path, reader),
  ]);
  return { name, url: admin.url, tlsRootCerts, clientCertificate };
}

async function openOperations(
  { name, operations }: OrganizationSection['peers'][number],
  path: string,
  reader: FileReader,
): Promise<OperationsEndpoint | undefined> {
  if (operations === undefined) {
    return undefined;
  }
  const { url, tlsRootCerts, clientCertificate, clientPrivateKey } = operations;
  return {
    name,
    url,
    ...(tlsRootCerts !== undefined && {
      tlsRootCerts: await readCertificates(tlsRootCerts, `${path}.tlsRootCerts`, reader),
    }),
    ...(clientCertificate !== undefined &&
      clientPrivateKey !== undefined && {
        clientCertificate: await openClient({ clientCertificate, clientPrivateKey }, path, reader),
      }),
  };
}

async function readCertificates(file: string, path: string, reader: FileReader): Promise<Uint8Array> {
  const pem = await reader.read(file, path);
  // A file that cannot be read has its problem already.
  if (pem.length > 0 && !areCertificates(pem)) {
    reader.add(path, `${file} is not a certificate in PEM`);
  }
  return pem;
}

/** A certificate that is not the key's is one of two files that are being replaced. */
async function openClient(
  files: { readonly clientCertificate: string; readonly clientPrivateKey: string },
  path: string,
  reader: FileReader,
): Promise<OrdererAdminEndpoint['clientCertificate']> {
  const [certificate, privateKey] = await Promise.all([
    reader.read(files.clientCertificate, `${path}.clientCertificate`),
    reader.read(files.clientPrivateKey, `${path}.clientPrivateKey`),
  ]);
  if (certificate.length > 0 && privateKey.length > 0 && !belongTogether(certificate, privateKey)) {
    reader.add(`${path}.clientPrivateKey`, "is not the certificate's");
  }
  return { certificate, privateKey };
}

function belongTogether(certificate: Uint8Array, privateKey: Uint8Array): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(Buffer.from(privateKey)));
  } catch {
    return false;
  }
}
