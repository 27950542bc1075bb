// SPDX-License-Identifier: Apache-2.0

import { ConfigError } from '@opssc/fabric-admin';
import { expect } from 'chai';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { agentConfigSchema, loadAgentConfig } from '../../src/config/agent-config.js';
import { temporaryDir } from '../support/temporary-dir.js';

const section = {
  redis: 'redis://127.0.0.1:6379',
  stateDir: 'state',
  listen: '127.0.0.1:9301',
  chaincodes: [
    {
      name: 'asset',
      runtime: 'process',
      digest: `sha256:${'a'.repeat(64)}`,
      directory: 'asset',
      command: ['node', 'main.js'],
    },
    { name: 'other', channel: 'mychannel', runtime: 'external' },
  ],
};

describe('the agent section of the configuration', () => {
  const schema = agentConfigSchema.shape.agent;

  it('fills in what is not said', () => {
    const agent = schema.parse(section);
    expect(agent).to.include({
      installOn: 'vote',
      signOn: 'vote',
      joinChannels: true,
      commitGraceSeconds: 20,
      resyncSeconds: 30,
      queuePrefix: 'opssc',
      logLevel: 'info',
    });
    expect(agent.listen).to.deep.equal({ host: '127.0.0.1', port: 9301 });
    expect(agent.chaincodes[0]).to.include({ onStop: 'stop' });
  });

  const mistakes: readonly {
    readonly reason: string;
    readonly change: Record<string, unknown>;
    readonly path: string;
  }[] = [
    { reason: 'an unknown key', change: { redisURL: 'x' }, path: '' },
    { reason: 'another kind of URL', change: { redis: 'http://127.0.0.1' }, path: 'redis' },
    { reason: 'TLS for Redis without rediss', change: { redisTls: {} }, path: 'redisTls' },
    {
      reason: 'a password for Redis in two places',
      change: { redis: 'redis://:secret@127.0.0.1', redisPasswordFile: 'password' },
      path: 'redisPasswordFile',
    },
    { reason: 'TLS without files', change: { tls: {} }, path: 'tls.certificate,tls.privateKey' },
    { reason: 'an address without a port', change: { listen: 'localhost' }, path: 'listen' },
    { reason: 'a port that is none', change: { listen: 'localhost:70000' }, path: 'listen' },
    { reason: 'another moment to sign', change: { signOn: 'never' }, path: 'signOn' },
    { reason: 'another moment to install', change: { installOn: 'whenever' }, path: 'installOn' },
    { reason: 'a grace period of nothing', change: { commitGraceSeconds: 0 }, path: 'commitGraceSeconds' },
    {
      reason: 'a digest that is none',
      change: { chaincodes: [{ ...section.chaincodes[0], digest: 'sha256:12' }] },
      path: 'chaincodes.0.digest',
    },
    {
      reason: 'a process without a command',
      change: { chaincodes: [{ ...section.chaincodes[0], command: [] }] },
      path: 'chaincodes.0.command',
    },
    {
      reason: 'another runtime',
      change: { chaincodes: [{ name: 'a', runtime: 'magic' }] },
      path: 'chaincodes.0.runtime',
    },
    {
      reason: 'a command for what others run',
      change: { chaincodes: [{ ...section.chaincodes[1], command: ['x'] }] },
      path: 'chaincodes.0',
    },
    {
      reason: 'a name that Fabric refuses',
      change: { chaincodes: [{ ...section.chaincodes[1], name: '-a' }] },
      path: 'chaincodes.0.name',
    },
  ];
  for (const { reason, change, path } of mistakes) {
    it(`refuses ${reason}`, () => {
      const result = schema.safeParse({ ...section, ...change });
      expect(result.error?.issues.map((issue) => issue.path.join('.')).join()).to.equal(path);
    });
  }

  it('reports everything that is wrong in a file at once, each with its place', async () => {
    const { dir, remove } = await temporaryDir();
    const file = join(dir, 'opssc.yaml');
    await writeFile(
      file,
      stringify({
        organization: {
          name: 'org1',
          mspID: 'Org1MSP',
          identity: { certificate: 'no-such.pem', privateKey: 'no-such-key.pem' },
          peers: [{ name: 'peer0', address: 'localhost', tlsRootCerts: 'no-such-root.pem' }],
        },
        agent: { ...section, installOn: 'whenever', listen: 'nowhere' },
        api: { anything: true },
      }),
    );
    const error: unknown = await loadAgentConfig(file).catch((reason: unknown) => reason);
    await remove();
    expect(error).to.be.instanceOf(ConfigError);
    const paths = error instanceof ConfigError ? error.problems.map((problem) => problem.path) : [];
    expect(paths).to.have.members([
      'organization.identity.certificate',
      'organization.identity.privateKey',
      'organization.peers[0].address',
      'organization.peers[0].tlsRootCerts',
      'ops',
      'agent.installOn',
      'agent.listen',
    ]);
  });
});
