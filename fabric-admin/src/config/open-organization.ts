// SPDX-License-Identifier: Apache-2.0

import { readFile } from 'node:fs/promises';
import type { Endpoint, OperationsEndpoint, OrdererAdminEndpoint } from '../endpoint.js';
import { newSigningIdentity } from '../identity/new-signing-identity.js';
import type { SigningIdentity } from '../signing-identity.js';
import { ConfigError, type ConfigProblem } from './config-error.js';
import type { OrganizationSection } from './organization-section-schema.js';

/** An organization with its files read: what the clients of this package take. */
export interface OpenOrganization {
  readonly name: string;
  readonly mspID: string;
  readonly identity: SigningIdentity;
  readonly peers: readonly Endpoint[];
  readonly orderers: readonly Endpoint[];
  /** Of those orderers that have an `admin` entry. */
  readonly ordererAdmins: readonly OrdererAdminEndpoint[];
  /** Ordering nodes to start from: those under `ordering`, then the `orderers`. */
  readonly ordering: readonly Endpoint[];
  /** Of those peers and orderers that have an `operations` entry. */
  readonly operations: readonly OperationsEndpoint[];
}

/**
 * Reads the files that the `organization` section names.
 *
 * @throws {@link ConfigError} with every file that cannot be read or used, by its place in the section.
 */
export async function openOrganization(config: {
  readonly organization: OrganizationSection;
}): Promise<OpenOrganization> {
  const { name, mspID, identity, peers, orderers, ordering } = config.organization;
  const files = new Files();
  const [openIdentity, openPeers, openOrderers, ordererAdmins, openOrdering, operations] = await Promise.all([
    openIdentityFiles(mspID, identity, files),
    Promise.all(peers.map((node, index) => openNode(node, `organization.peers[${index}]`, files))),
    Promise.all(orderers.map((node, index) => openNode(node, `organization.orderers[${index}]`, files))),
    Promise.all(orderers.map((node, index) => openAdmin(node, `organization.orderers[${index}].admin`, files))),
    Promise.all(
      ordering.map((node, index) =>
        openNode({ ...node, name: node.address }, `organization.ordering[${index}]`, files),
      ),
    ),
    Promise.all([
      ...peers.map((node, index) => openOperations(node, `organization.peers[${index}].operations`, files)),
      ...orderers.map((node, index) => openOperations(node, `organization.orderers[${index}].operations`, files)),
    ]),
  ]);
  if (files.problems.length > 0 || openIdentity === undefined) {
    throw new ConfigError(`configuration of ${name}`, files.problems);
  }
  return {
    name,
    mspID,
    identity: openIdentity,
    peers: openPeers,
    orderers: openOrderers,
    ordererAdmins: ordererAdmins.filter((admin) => admin !== undefined),
    ordering: [...openOrdering, ...openOrderers],
    operations: operations.filter((endpoint) => endpoint !== undefined),
  };
}

/** Reads files and keeps the problems, so that one does not hide the others. */
class Files {
  readonly problems: ConfigProblem[] = [];

  async read(file: string, path: string): Promise<Uint8Array> {
    try {
      return await readFile(file);
    } catch (error) {
      this.add(path, error);
      return new Uint8Array();
    }
  }

  add(path: string, error: unknown): void {
    this.problems.push({ path, line: undefined, message: error instanceof Error ? error.message : String(error) });
  }
}

async function openIdentityFiles(
  mspID: string,
  identity: OrganizationSection['identity'],
  files: Files,
): Promise<SigningIdentity | undefined> {
  const [certificate, privateKey] = await Promise.all([
    files.read(identity.certificate, 'organization.identity.certificate'),
    files.read(identity.privateKey, 'organization.identity.privateKey'),
  ]);
  if (certificate.length === 0 || privateKey.length === 0) {
    return undefined;
  }
  try {
    return newSigningIdentity({ mspID, certificate, privateKey });
  } catch (error) {
    files.add('organization.identity', error);
    return undefined;
  }
}

async function openNode(
  { name, address, tlsRootCerts, serverName }: OrganizationSection['peers'][number],
  path: string,
  files: Files,
): Promise<Endpoint> {
  return {
    name,
    address,
    tlsRootCerts: await files.read(tlsRootCerts, `${path}.tlsRootCerts`),
    ...(serverName === undefined ? {} : { serverName }),
  };
}

async function openAdmin(
  { name, admin }: OrganizationSection['orderers'][number],
  path: string,
  files: Files,
): Promise<OrdererAdminEndpoint | undefined> {
  if (admin === undefined) {
    return undefined;
  }
  const [tlsRootCerts, certificate, privateKey] = await Promise.all([
    files.read(admin.tlsRootCerts, `${path}.tlsRootCerts`),
    files.read(admin.clientCertificate, `${path}.clientCertificate`),
    files.read(admin.clientPrivateKey, `${path}.clientPrivateKey`),
  ]);
  return { name, url: admin.url, tlsRootCerts, clientCertificate: { certificate, privateKey } };
}

async function openOperations(
  { name, operations }: OrganizationSection['peers'][number],
  path: string,
  files: Files,
): Promise<OperationsEndpoint | undefined> {
  if (operations === undefined) {
    return undefined;
  }
  const { url, tlsRootCerts, clientCertificate, clientPrivateKey } = operations;
  const isMutual = clientCertificate !== undefined && clientPrivateKey !== undefined;
  return {
    name,
    url,
    ...(tlsRootCerts !== undefined && { tlsRootCerts: await files.read(tlsRootCerts, `${path}.tlsRootCerts`) }),
    ...(isMutual && {
      clientCertificate: {
        certificate: await files.read(clientCertificate, `${path}.clientCertificate`),
        privateKey: await files.read(clientPrivateKey, `${path}.clientPrivateKey`),
      },
    }),
  };
}
