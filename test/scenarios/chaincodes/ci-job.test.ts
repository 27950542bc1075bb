// SPDX-License-Identifier: Apache-2.0

import { repositoryRoot } from '@opssc/scripts/repository-root';
import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { stringify } from 'yaml';
import { waitFor } from '@opssc/scripts/consortium/wait-for';
import { freePort } from '@opssc/scripts/consortium/free-port';
import { sharedWorld } from '../../support/shared-world.js';
import type { World } from '../../support/world.js';

/** The server that the guide's job speaks to. */
const urlInGuide = 'https://opssc.org1.example.com';

describe('the CI job of the guide', function () {
  this.timeout(240_000);
  const channelID = 'otherchannel';
  let world: World;
  let dir: string;

  before(async () => {
    world = await sharedWorld();
    dir = await mkdtemp(join(tmpdir(), 'opssc-job-'));
    await prepare();
  });

  after(() => rm(dir, { recursive: true, force: true }));

  it('builds, proposes, waits until every organization has deployed, and proposes nothing twice', async () => {
    const first = runJob();
    await vote();
    const { code, log } = await first;

    expect(code, log).to.equal(0);
    const [, packageID = ''] = /^(trade_1\.0:[0-9a-f]{64})$/m.exec(log) ?? [];
    const [id = ''] = await proposals();
    expect(log).to.contain(`${id}: Org2MSP agreed`).and.to.contain(`${id}: committed\n`);
    expect(log).to.contain('deployed, or deployed already');
    const { receipts } = await world.untilStatus(id, 'committed');
    expect(receipts.find(({ step }) => step === 'install')?.observed.packageID).to.equal(packageID);
    await world.untilCommitted({ name: 'asset-transfer', sequence: 1, channelID });
    const gateway = await world.client('org3').gateway();
    const call = { channelID, chaincodeName: 'asset-transfer', transaction: 'Version', arguments: [] };
    expect(new TextDecoder().decode(await gateway.evaluate(call))).to.equal('1.0');

    const again = await runJob();

    expect(again.code, again.log).to.equal(0);
    expect(await proposals()).to.deep.equal([id]);
    // For whoever wants to see a job's output.
    await writeFile(join(world.consortium.network.dir, 'ci-job.log'), log);
  });

  /** What a job has around it: the project, and the commands. */
  async function prepare(): Promise<void> {
    const [release] = world.releases;
    const hosts = world.consortium.organizations.map(({ chaincodeHost }) => chaincodeHost);
    const port = await freePort(hosts);
    const connection = { address: `{{.host}}:${String(port)}`, dial_timeout: '10s', tls_required: false };
    await mkdir(join(dir, 'bin'));
    await mkdir(join(dir, 'project', 'deploy'), { recursive: true });
    const directory = release.allowed.directory ?? '';
    await writeFile(join(dir, 'project', 'package.json'), await readFile(join(directory, 'package.json'), 'utf8'));
    await writeFile(join(dir, 'project', 'deploy', 'connection.json'), JSON.stringify(connection));
    await writeFile(
      join(dir, 'project', 'deploy', 'trade.yaml'),
      stringify({
        kind: 'deploy-chaincode',
        channelID,
        chaincodeName: 'asset-transfer',
        chaincodePackage: { label: 'trade_1.0', connection },
      }),
    );
    const node = JSON.stringify(process.execPath);
    const main = (path: string): string => JSON.stringify(join(repositoryRoot, path));
    await command('opssc', `exec ${node} ${main('cli/dist/src/main.js')} "$@"`);
    await command('opssc-package', `exec ${node} ${main('fabric-admin/dist/src/cli/main.js')} "$@"`);
    // The project's own build: it comes to the release that the organizations allow.
    await command('npm', `test "$1" != run || cp -r ${JSON.stringify(join(directory, 'dist'))} .`);
  }

  async function command(name: string, script: string): Promise<void> {
    const file = join(dir, 'bin', name);
    await writeFile(file, `#!/bin/sh\n${script}\n`);
    await chmod(file, 0o755);
  }

  /** Runs the script of the guide in a fresh checkout of the project. */
  async function runJob(): Promise<{ readonly code: number | null; readonly log: string }> {
    const { apiUrl, token } = world.consortium.organization('org1');
    const guide = await readFile(join(repositoryRoot, 'docs/ci.md'), 'utf8');
    const [, script = ''] = /## Anywhere else.*?```sh\n(.*?)```/s.exec(guide) ?? [];
    expect(script).to.contain(urlInGuide);
    const project = join(dir, 'project');
    await rm(join(project, 'release'), { recursive: true, force: true });
    const child = spawn('sh', ['-c', `exec 2>&1\n${script.replace(urlInGuide, apiUrl)}`], {
      cwd: project,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        PATH: [join(dir, 'bin'), process.env['PATH']].join(delimiter),
        HOME: dir,
        OPSSC_TOKEN: token,
        VERSION: '1.0',
      },
    });
    const [log] = await Promise.all([text(child.stdout), once(child, 'close')]);
    return { code: child.exitCode, log };
  }

  async function vote(): Promise<void> {
    const [id = ''] = await waitFor(
      async () => {
        const found = await proposals();
        return found.length > 0 ? found : undefined;
      },
      { what: 'the job has proposed' },
    );
    await world.client('org2').vote(id);
  }

  async function proposals(): Promise<readonly string[]> {
    const path = `/chaincode/proposals?channelID=${channelID}&chaincodeName=asset-transfer`;
    const found = await world.client('org2').rest.get<Readonly<Record<string, { readonly ID: string }>>>(path);
    return Object.values(found).map(({ ID }) => ID);
  }
});
