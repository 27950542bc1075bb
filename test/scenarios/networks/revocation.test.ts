// SPDX-License-Identifier: Apache-2.0

import { freePort } from '@opssc/scripts/consortium/free-port';
import { newRestClient } from '@opssc/scripts/consortium/rest-client';
import { waitFor } from '@opssc/scripts/consortium/wait-for';
import { repositoryRoot } from '@opssc/scripts/repository-root';
import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type FollowedEvents, followEvents } from '../../support/followed-events.js';
import { type IdentityProvider, startIdentityProvider } from '../../support/identity-provider.js';
import { expectRefusal } from '../../support/refusal.js';
import { type SecondApiServer, startSecondApiServer, type TlsIdentity } from '../../support/second-api-server.js';
import { startWorld, type World } from '../../support/world.js';

interface NewCredential {
  readonly username: string;
  readonly secret: string;
}

const audience = 'https://opssc.org1.example.com';
const main = join(repositoryRoot, 'api-server/dist/src/main.js');

describe('a revoked credential is out at once', function () {
  this.timeout(180_000);
  let world: World;
  let provider: IdentityProvider;
  let second: SecondApiServer | undefined;
  const streams: FollowedEvents[] = [];

  before(async () => {
    provider = await startIdentityProvider({ audience, names: ['dora'] });
    const roles = { claim: 'groups', map: { readers: 'viewer' } };
    world = await startWorld({
      name: 'revocation',
      organizations: 1,
      peers: 1,
      orderers: 1,
      api: {
        transactions: { enabled: true },
        oidc: [{ issuer: provider.issuer, audience, clockSkewSeconds: 0, roles }],
      },
    });
  });

  after(async () => {
    for (const stream of streams) {
      stream.close();
    }
    await second?.stop();
    await world.stop();
    await provider.stop();
  });

  const apiUrl = (): string => world.consortium.organization('org1').apiUrl;
  const follow = async (options: Parameters<typeof followEvents>[0]): Promise<FollowedEvents> => {
    const stream = await followEvents(options);
    streams.push(stream);
    return stream;
  };

  it('a service token, with the streams that it opened', async () => {
    const tokens = join(dirname(world.consortium.organization('org1').configFile), 'tokens.json');
    const command = (...args: readonly string[]) =>
      promisify(execFile)(process.execPath, [main, ...args, '--name', 'watcher', '--tokens', tokens]);
    const token = (await command('new-token', '--expires', '1h', '--role', 'viewer')).stdout.trim();
    const client = newRestClient(apiUrl(), token);
    expect(await client.get('/organization')).to.include({ mspID: 'Org1MSP' });
    const stream = await follow({ url: apiUrl(), token });

    await command('revoke-token');

    await expectRefusal(client.get('/organization'), 401, 'UNAUTHENTICATED');
    await stream.ended;
  });

  it('a client certificate, on connections that are open and with their streams', async () => {
    const organization = world.consortium.organization('org1');
    const { crypto } = organization;
    const { certificate, privateKey } = await crypto.issueUser('Carol', 'client');
    const [cert, key] = await Promise.all([readFile(certificate, 'utf8'), readFile(privateKey, 'utf8')]);
    const crl = join(dirname(organization.configFile), 'revoked.pem');
    await writeFile(crl, await crypto.revoke([]));
    const subject = new X509Certificate(cert).subject.split('\n').reverse().join(',');
    second = await startSecondApiServer(organization, {
      ca: [crypto.rootCertFile],
      crl: [crl],
      roles: { subjects: { [subject]: 'viewer' } },
    });
    const { url, ca } = second;
    const carol: TlsIdentity = { ca, cert, key };
    expect(await second.status('/organization', carol)).to.equal(200);
    const stream = await follow({ url, tls: carol });

    await writeFile(crl, await crypto.revoke([certificate]));

    const server = second;
    await waitFor(async () => (await server.status('/organization', carol)) === 401, { what: 'Carol is out' });
    await stream.ended;
  });

  it('a person whom the identity provider has taken the role from, at the end of a short token', async () => {
    provider.people.set('dora', { groups: ['readers'], tokenSeconds: 4 });
    const token = await provider.token('dora');
    const client = newRestClient(apiUrl(), token);
    expect(await client.get('/organization')).to.include({ mspID: 'Org1MSP' });
    const stream = await follow({ url: apiUrl(), token });

    provider.people.set('dora', { groups: [] });

    const renewed = newRestClient(apiUrl(), await provider.token('dora'));
    await expectRefusal(renewed.get('/organization'), 403, 'FORBIDDEN');
    await stream.ended;
    await expectRefusal(client.get('/organization'), 401, 'UNAUTHENTICATED');
  });

  it("an application's, at the transaction endpoint", async () => {
    const { rest } = world.client('org1');
    await deploy();
    await rest.post('/organizations', { displayName: 'One' });
    await rest.post('/consortia', { consortiumID: 'supply', displayName: 'Supply chain' });
    const environment = { environmentID: 'testing', displayName: 'Testing', channels: ['mychannel'] };
    await rest.post('/consortia/supply/environments', { ...environment, consensus: 'raft', fabricVersion: '3.1' });
    const application = await rest.post<NewCredential>('/environments/testing/credentials', { name: 'billing' });
    const asset = JSON.stringify({ id: 'a1', owner: 'Org1MSP', value: 1 });
    expect(await invoke(application, 'CreateAsset', [asset])).to.equal(200);
    expect(await query(application, 'ReadAsset', ['a1'])).to.equal(200);

    await rest.post('/environments/testing/credentials/billing/revoke');

    expect(await query(application, 'ReadAsset', ['a1'])).to.equal(401);
    expect(await invoke(application, 'TransferAsset', ['a1', 'Org2MSP'])).to.equal(401);
  });

  async function deploy(): Promise<void> {
    const name = 'asset-transfer';
    const [release] = world.releases;
    const port = await freePort(world.consortium.organizations.map(({ chaincodeHost }) => chaincodeHost));
    await world.client('org1').propose(name, {
      channelID: 'mychannel',
      chaincodeName: name,
      chaincodePackage: {
        type: 'ccaas',
        label: `${name}_1`,
        connection: { address: `{{.host}}:${String(port)}`, dial_timeout: '10s', tls_required: false },
        digest: { source: release.digest },
      },
      chaincodeDefinition: { sequence: 1 },
    });
    await world.untilCommitted({ name, sequence: 1 });
    await world.untilDoneEverywhere(name);
  }

  async function query(application: NewCredential, func: string, args: readonly string[]): Promise<number> {
    const parameters = new URLSearchParams({ ...call(func), args: JSON.stringify(args) });
    const url = `${apiUrl()}/api/v1/utils/queryTransaction?${parameters.toString()}`;
    return (await fetch(url, { headers: basic(application) })).status;
  }

  async function invoke(application: NewCredential, func: string, args: readonly string[]): Promise<number> {
    const response = await fetch(`${apiUrl()}/api/v1/utils/invokeTransaction`, {
      method: 'POST',
      headers: { ...basic(application), 'content-type': 'application/json' },
      body: JSON.stringify({ ...call(func), args }),
    });
    return response.status;
  }
});

function call(func: string) {
  return { channelID: 'mychannel', ccName: 'asset-transfer', func };
}

function basic({ username, secret }: NewCredential): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}` };
}
