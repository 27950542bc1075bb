// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { temporaryDir } from '../support/temporary-dir.js';

const bin = fileURLToPath(new URL('../../../builders/ccaas/bin', import.meta.url));

/** As a peer runs it: with next to nothing in its environment. */
async function run(program: string, args: readonly string[], environment: Record<string, string> = {}): Promise<void> {
  const PATH = `${dirname(process.execPath)}:/usr/bin:/bin`;
  await promisify(execFile)(join(bin, program), args, { env: { PATH, ...environment } });
}

function failed(promise: Promise<void>): Promise<string | undefined> {
  return promise.then(
    () => undefined,
    (error: unknown) => (error instanceof Error && 'stderr' in error ? String(error.stderr) : 'not a failed program'),
  );
}

describe('the external builder for chaincode services', () => {
  const dir = temporaryDir();
  const at = (...path: string[]) => join(dir(), ...path);

  beforeEach(async () => {
    for (const folder of ['source/META-INF/statedb', 'metadata', 'output', 'release']) {
      await mkdir(at(folder), { recursive: true });
    }
    await writeFile(at('source/META-INF/statedb/index.json'), '{}');
    await writeFile(
      at('source/connection.json'),
      '{"address":"{{.host}}:9999","dial_timeout":"10s","tls_required":false}',
    );
  });

  const types = [
    { metadata: '{"type":"ccaas","label":"basic_1.0"}', detected: true },
    { metadata: '{\n  "label": "basic_1.0",\n  "type" :\n "CCAAS"\n}', detected: true },
    { metadata: '{"type":"golang","label":"ccaas"}', detected: false },
    { metadata: '{"type":"node","path":"\\"type\\":\\"ccaas\\""}', detected: false },
  ];
  for (const { metadata, detected } of types) {
    it(`${detected ? 'takes' : 'leaves'} ${JSON.stringify(metadata)}`, async () => {
      await writeFile(at('metadata/metadata.json'), metadata);
      expect((await failed(run('detect', [at('source'), at('metadata')]))) === undefined).to.equal(detected);
    });
  }

  it("fills in this organization's values and hands the peer what it reads", async () => {
    const config = { CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG: '{"host":"127.0.0.12"}' };
    await run('build', [at('source'), at('metadata'), at('output')], config);
    await run('release', [at('output'), at('release')]);
    expect(JSON.parse(await readFile(at('release/chaincode/server/connection.json'), 'utf8'))).to.deep.equal({
      ...{ address: '127.0.0.12:9999', dial_timeout: '10s', tls_required: false },
    });
    expect(await readFile(at('release/statedb/index.json'), 'utf8')).to.equal('{}');
  });

  it('builds a package without indexes', async () => {
    await mkdir(at('bare'));
    await writeFile(at('bare/connection.json'), '{"address":"localhost:9999"}');
    await run('build', [at('bare'), at('metadata'), at('output')]);
    await run('release', [at('output'), at('release')]);
    expect(await readFile(at('release/chaincode/server/connection.json'), 'utf8')).to.include('localhost:9999');
  });

  it('fails with the reason when a value is missing', async () => {
    const reason = await failed(run('build', [at('source'), at('metadata'), at('output')]));
    expect(reason).to.include('address: there is no value for {{.host}}');
  });
});
