// SPDX-License-Identifier: Apache-2.0

import { repositoryRoot } from '@opssc/scripts/repository-root';
import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const backend = process.env['OPSSC_BACKEND'] ?? 'embedded';

describe('the demo', function () {
  this.timeout(180_000);

  it('tells its story to the end, stays up when asked to, and leaves nothing running', async () => {
    const demo = spawn('node', [join(repositoryRoot, 'scripts/dist/demo.js'), '--backend', backend, '--keep'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(demo, 'exit');
    let printed = '';
    const kept = new Promise<void>((resolve) => {
      demo.stdout.setEncoding('utf8').on('data', (text: string) => {
        printed += stripVTControlCharacters(text);
        if (printed.includes('Everything stays up') && /events .*\n.*peer .*\n\n$/.test(printed)) {
          resolve();
        }
      });
    });
    try {
      await Promise.race([kept, ended]);
      const calls = [...printed.matchAll(/Bearer ([^']+)' (http\S+\/proposals)/g)];
      expect(calls, printed).to.have.length(3);
      for (const [, token = '', url = ''] of calls) {
        const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
        const proposals = (await response.json()) as Readonly<Record<string, { readonly status: string }>>;
        expect(Object.values(proposals).map(({ status }) => status)).to.have.members([
          'committed',
          'committed',
          'rejected',
        ]);
      }
    } finally {
      demo.kill('SIGTERM');
      await ended;
    }
    expect(await ended).to.deep.equal([0, null]);
    const [url = ''] = /http:\/\/\S+?:\d+/.exec(printed) ?? [];
    const refused = await fetch(url).then(
      () => 'answers',
      () => 'refused',
    );
    expect(refused).to.equal('refused');
  });
});
