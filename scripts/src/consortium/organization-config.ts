// SPDX-License-Identifier: Apache-2.0

import type { Network, NetworkOrganization } from '@opssc/network';
import { join } from 'node:path';
import { repositoryRoot } from '../repository-root.js';

/** A chaincode that an organization's agent may run; the `agent.chaincodes` entries of its configuration. */
export interface AllowedChaincode {
  readonly name: string;
  readonly channel?: string;
  readonly runtime: 'external' | 'process';
  readonly digest?: string;
  readonly directory?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly onStop?: 'stop' | 'leave';
}

export interface OrganizationConfigOptions {
  readonly network: Network;
  readonly organization: NetworkOrganization;
  /** Folder of this organization's own files. */
  readonly dir: string;
  readonly redisUrl: string;
  readonly agentPort: number;
  readonly apiPort: number;
  /** Hex SHA-256 of the API's bearer token. */
  readonly tokenHash: string;
  readonly opsChannel: string;
  /** Port of the OpsSC chaincode service on the organization's chaincode host. */
  readonly opsPort: number;
  /** Whether the agent runs the OpsSC service, or somebody else does. */
  readonly opsRuntime: 'process' | 'external';
  readonly chaincodes: readonly AllowedChaincode[];
  /** Settings of the `agent` section that differ from the ones here. */
  readonly agent?: Readonly<Record<string, unknown>>;
  /** Settings of the `api` section that differ. */
  readonly api?: Readonly<Record<string, unknown>>;
}

/** The contents of `opssc.yaml` for one organization of a network on this machine. */
export function organizationConfig(options: OrganizationConfigOptions): Record<string, unknown> {
  const { network, organization, dir, redisUrl, opsChannel } = options;
  const host = organization.chaincodeHost;
  // As they are now: ordering nodes may have come since the organization was made.
  const own = network.organizations.find(({ name }) => name === organization.name) ?? organization;
  return {
    organization: {
      name: organization.name,
      mspID: organization.mspID,
      identity: { certificate: organization.admin.certificate, privateKey: organization.admin.privateKey },
      peers: organization.peers.map(({ name, address, tlsRootCertFile, operationsUrl }) => ({
        name,
        address,
        tlsRootCerts: tlsRootCertFile,
        operations: { url: operationsUrl },
      })),
      orderers: own.orderers.map((node) => ({
        name: node.name,
        address: node.address,
        tlsRootCerts: node.tlsRootCertFile,
        operations: { url: node.operationsUrl },
        admin: {
          url: node.adminUrl,
          tlsRootCerts: node.tlsRootCertFile,
          clientCertificate: node.adminClientCertFile,
          clientPrivateKey: node.adminClientKeyFile,
        },
      })),
      ordering: network.orderers.map(({ address, tlsRootCertFile }) => ({ address, tlsRootCerts: tlsRootCertFile })),
    },
    ops: {
      channel: opsChannel,
      chaincode: { name: 'opssc', version: '1.0', sequence: 1, ...opsPackage(options.opsPort) },
    },
    agent: {
      redis: redisUrl,
      stateDir: join(dir, 'agent'),
      listen: `127.0.0.1:${String(options.agentPort)}`,
      templateValues: { host },
      chaincodes: [opsChaincode(options.opsRuntime), ...options.chaincodes],
      ...options.agent,
    },
    api: {
      listen: `127.0.0.1:${String(options.apiPort)}`,
      tokens: [{ name: 'admin', sha256: options.tokenHash }],
      tokenFile: join(dir, 'tokens.json'),
      audit: { file: join(dir, 'audit.jsonl') },
      // The demo and the scenarios look several times a second.
      limits: { requestsPerMinute: 6_000 },
      ...options.api,
      transactions: {
        identity: { certificate: organization.user.certificate, privateKey: organization.user.privateKey },
        ...(options.api?.['transactions'] as Readonly<Record<string, unknown>> | undefined),
      },
    },
  };
}

/** The OpsSC chaincode package that every organization of such a network installs. */
export function opsPackage(port: number) {
  return {
    label: 'opssc_1.0',
    connection: { address: `{{.host}}:${String(port)}`, dial_timeout: '10s', tls_required: false },
  };
}

/** Where the compiled OpsSC chaincode is, and how to run it as a service. */
export const opsService = { directory: join(repositoryRoot, 'chaincode'), main: 'dist/src/main.js' };

function opsChaincode(runtime: 'process' | 'external'): AllowedChaincode {
  const { directory, main } = opsService;
  return runtime === 'external'
    ? { name: 'opssc', runtime }
    : { name: 'opssc', runtime, directory, command: ['node', main] };
}
