// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { completionScripts } from '../../src/completion/completion-scripts.js';
import { Home } from '../support/home.js';

describe('completions', () => {
  let home: Home;

  before(async () => {
    home = await Home.make();
  });

  after(() => home.remove());

  const complete = async (...words: readonly string[]): Promise<readonly string[]> =>
    (await home.run(['complete', '--', ...words])).stdout.split('\n').filter((word) => word !== '');

  it('are commands, without the hidden ones', async () => {
    expect(await complete(''))
      .to.include.members(['chaincode', 'apply', 'watch'])
      .and.not.to.include('complete');
    expect(await complete('ch')).to.deep.equal(['chaincode', 'channel']);
  });

  it('are the commands of a group, after options with values', async () => {
    expect(await complete('--profile', 'org1', 'channel', 'pr')).to.deep.equal(['propose', 'preview']);
  });

  it('are options of the command and of all commands', async () => {
    expect(await complete('apply', '--')).to.include.members(['--file', '--wait', '--output', '--help']);
    expect(await complete('apply', '--dry')).to.deep.equal(['--dry-run']);
  });

  it('are the values that an option or an argument chooses from', async () => {
    expect(await complete('apply', '-o', '')).to.deep.equal(['table', 'json', 'yaml']);
    expect(await complete('chaincode', 'vote', 'deploy-1', '')).to.deep.equal(['for', 'against']);
  });

  it('are nothing where a file or an ID belongs', async () => {
    expect(await complete('apply', '--file', '')).to.deep.equal([]);
    expect(await complete('chaincode', 'status', '')).to.deep.equal([]);
  });

  it('come into bash by a script that asks for them', async () => {
    const script = `opssc() { printf '%s\\n' "asked:$1 $2 $3 $4" '--file'; }
${completionScripts.bash}
COMP_WORDS=(opssc apply --f); COMP_CWORD=2; _opssc; printf '%s\\n' "\${COMPREPLY[@]}"`;

    const { stdout } = await promisify(execFile)('bash', ['-c', script]);

    expect(stdout).to.equal('asked:complete -- apply --f\n--file\n');
  });
});
