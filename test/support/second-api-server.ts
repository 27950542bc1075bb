// SPDX-License-Identifier: Apache-2.0

import type { ConsortiumOrganization } from '@opssc/scripts/consortium/consortium-organization';
import { freePort } from '@opssc/scripts/consortium/free-port';
import { startServiceProcess } from '@opssc/scripts/consortium/service-process';
import { waitFor } from '@opssc/scripts/consortium/wait-for';
import { repositoryRoot } from '@opssc/scripts/repository-root';
import { readFile, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:https';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';

export interface TlsIdentity {
  /** PEM. */
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** A further API server of an organization, which speaks HTTPS and takes client certificates. */
export interface SecondApiServer {
  /** `https://localhost:PORT` */
  readonly url: string;
  /** PEM of the CA of its certificate. */
  readonly ca: string;
  /** Status of a request on a connection of its own. */
  status(path: string, identity: TlsIdentity): Promise<number>;
  stop(): Promise<void>;
}

/** Starts it with the certificate of the organization's first peer; resolves when it answers. */
export async function startSecondApiServer(
  organization: ConsortiumOrganization,
  mtls: Readonly<Record<string, unknown>>,
): Promise<SecondApiServer> {
  const [peer] = organization.peers;
  if (peer === undefined) {
    throw new Error(`${organization.name} has no peer`);
  }
  const dir = dirname(organization.configFile);
  const port = await freePort();
  const config = parse(await readFile(organization.configFile, 'utf8')) as { readonly api: object };
  const tls = { certificate: join(peer.dir, 'tls/server.crt'), privateKey: join(peer.dir, 'tls/server.key') };
  const api = {
    ...config.api,
    listen: `127.0.0.1:${String(port)}`,
    tls,
    mtls,
    audit: { file: join(dir, 'second.jsonl') },
  };
  const configFile = join(dir, 'second.yaml');
  await writeFile(configFile, stringify({ ...config, api }));
  const server = await startServiceProcess({
    name: `second API server of ${organization.name}`,
    command: [join(repositoryRoot, 'api-server/dist/src/main.js'), '--config', configFile],
    logFile: join(dir, 'second.log'),
  });
  const url = `https://localhost:${String(port)}`;
  const ca = await readFile(peer.tlsRootCertFile, 'utf8');
  try {
    await waitFor(async () => (await statusOf(`${url}/healthz`, { ca })) === 200, { what: `${server.name} answers` });
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    url,
    ca,
    status: (path, identity) => statusOf(`${url}/api/v1${path}`, identity),
    stop: () => server.stop(),
  };
}

function statusOf(url: string, tls: Partial<TlsIdentity>): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(url, { agent: new Agent({ ...tls, keepAlive: false }) }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.once('error', reject);
    call.end();
  });
}
