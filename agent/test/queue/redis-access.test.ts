// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Conditions } from '../../src/health/conditions.js';
import { BullmqQueue } from '../../src/queue/bullmq-queue.js';
import { openRedisAccess, type RedisAccess, type RedisSection } from '../../src/queue/redis-access.js';
import type { Target } from '../../src/target.js';
import { recordingLogger } from '../support/recording-logger.js';
import { RedisServer } from '../support/redis-server.js';
import { temporaryDir } from '../support/temporary-dir.js';
import { newTlsAuthority, type TlsAuthority, type TlsPair } from '../support/tls-authority.js';
import { until } from '../support/until.js';

const target: Target = { kind: 'attest', channelID: 'mychannel' };
const password = 'not to be guessed';

describe('openRedisAccess', function () {
  this.timeout(20_000);
  let dir: string;
  let remove: () => Promise<void> = () => Promise.resolve();
  let authority: TlsAuthority;
  let client: TlsPair;
  let redis: RedisServer;
  const opened: { stop(): Promise<void> }[] = [];

  before(async function () {
    if (!(await hasTls())) {
      process.stdout.write('    skipped: this redis-server is built without TLS\n');
      this.skip();
    }
    const temporary = await temporaryDir();
    dir = temporary.dir;
    authority = await newTlsAuthority(dir);
    client = await authority.issue('agent');
    await writeFile(join(dir, 'password'), `${password}\n`);
    redis = await RedisServer.create({ ca: authority.caFile, ...(await authority.issue('redis')), password });
    await redis.start();
    remove = async () => {
      await redis.remove();
      await temporary.remove();
    };
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((each) => each.stop()));
  });

  after(() => remove());

  /** A queue by what the configuration says of Redis. */
  async function open(section: Partial<RedisSection> = {}) {
    const { logger, lines } = recordingLogger();
    const conditions = new Conditions({ logger, now: () => Date.now() });
    const access = await openRedisAccess(
      { redis: redis.url, redisTls: tls(), redisPasswordFile: join(dir, 'password'), ...section },
      { logger, reloadMs: 5 },
    );
    const queue = new BullmqQueue({ redis: access, name: 'tls', prefix: 'test', concurrency: 1, conditions, logger });
    opened.push({ stop: () => stop(queue, access) });
    return { queue, conditions, lines };
  }

  const tls = () => ({ ca: authority.caFile, ...client });

  it('reaches a Redis over TLS, with a client certificate and a password', async () => {
    const { queue } = await open();
    let worked = false;
    queue.start(
      () => {
        worked = true;
        return Promise.resolve();
      },
      () => undefined,
    );

    queue.enqueue(target);

    await until(() => worked);
  });

  for (const { reason, section, expected } of [
    { reason: 'its CA is not known', section: () => ({ redisTls: client }), expected: /certificate/ },
    {
      reason: 'it misses a client certificate',
      section: () => ({ redisTls: { ca: authority.caFile } }),
      expected: /cert|clos|ECONNRESET/i,
    },
    { reason: 'it misses the password', section: () => ({ redisPasswordFile: undefined }), expected: /NOAUTH|auth/i },
  ]) {
    it(`says why it is not there when ${reason}`, async () => {
      const { conditions } = await open(section());

      await until(() => expected.test(conditions.list().find(({ name }) => name === 'redis')?.reason ?? ''));

      expect(conditions.isReady('redis')).to.equal(false);
      expect(JSON.stringify(conditions.list())).not.to.contain(password);
    });
  }

  it('makes new connections with the certificate that is there then', async () => {
    const { conditions, lines } = await open();
    await until(() => conditions.isReady('redis'));
    const before = await readFile(client.certificate, 'utf8');
    await redis.stop();
    await until(() => !conditions.isReady('redis'));

    // From a CA that this Redis, when it is back, alone trusts.
    const renewed = await newTlsAuthority(dir);
    await renewed.issue('agent');
    await renewed.issue('redis');
    expect(await readFile(client.certificate, 'utf8')).not.to.equal(before);
    await until(() => lines.some(({ msg }) => msg === 'the TLS certificate for Redis was read again'));
    await redis.start();

    await until(() => conditions.isReady('redis'));
  });
});

async function stop(queue: BullmqQueue, access: RedisAccess): Promise<void> {
  await queue.stop();
  access.close();
}

/** A redis-server without TLS does not know the option, and says so at once. */
async function hasTls(): Promise<boolean> {
  try {
    await promisify(execFile)('redis-server', ['--port', '0', '--tls-port', '0', '--tls-replication', 'nonsense']);
    return false;
  } catch (error) {
    return /argument must be/.test(error instanceof Error && 'stderr' in error ? String(error.stderr) : '');
  }
}
