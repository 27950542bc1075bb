// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configUpdateBytes, newConfigUpdateEnvelope, newGenesisBlock } from '../../src/index.js';
import { removeGroup } from '../support/config-edits.js';
import {
  adminSignatures,
  firstConfig,
  newTestConsortium,
  organizationOf,
  testProfile,
  testSigner,
} from '../support/test-channel.js';
import { newUpdateCase, updateOf } from '../support/update-case.js';

const main = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));
const channelID = 'etcdraft-channel';

describe('explain, signers and risks', function () {
  this.timeout(60_000);
  let dir: string;

  before(async () => {
    dir = mkdtempSync(join(tmpdir(), 'configtx-cli-'));
    const write = (name: string, bytes: Uint8Array): void => {
      writeFileSync(join(dir, name), bytes);
    };
    const consortium = await newTestConsortium();
    const profile = testProfile(consortium, 'etcdraft');
    const current = firstConfig(profile);
    const edit = removeGroup('Application/Org3MSP');
    const bytes = configUpdateBytes(updateOf({ channelID, current, edit }));
    write('config.block', newGenesisBlock(profile).serializeBinary());
    write('other.block', newGenesisBlock({ ...profile, channelID: 'other' }).serializeBinary());
    write('config.pb', current.serializeBinary());
    write('update.pb', bytes);
    write(
      'signed.pb',
      newConfigUpdateEnvelope(bytes, await adminSignatures(consortium, bytes, ['Org1MSP'])).serializeBinary(),
    );
    const sender = testSigner('Org1MSP', organizationOf(consortium, 'Org1MSP').client);
    const signers = ['Org1MSP', 'Org2MSP'];
    const { transaction } = await newUpdateCase({ consortium, channelID, current, edit, signers, sender });
    write('transaction.pb', transaction.serializeBinary());
  });

  after(() => {
    rmSync(dir, { recursive: true, force: true });
  });

  function run(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { cwd: dir, encoding: 'utf8' });
    return { status, stdout, stderr };
  }

  const explanation = `Channel ${channelID}, configuration 0 → 1:\n  - removes organization Org3MSP from the application organizations\n`;

  for (const update of ['update.pb', 'signed.pb', 'transaction.pb']) {
    for (const current of ['config.block', 'config.pb']) {
      it(`explains ${update} of ${current}`, () => {
        const answer = run('explain', '--update', update, '--current', current);
        expect(answer).to.deep.equal({ status: 0, stdout: explanation, stderr: '' });
      });
    }
  }

  it('explains in JSON', () => {
    const { stdout } = run('explain', '-update', 'update.pb', '-current', 'config.pb', '-json');
    expect(JSON.parse(stdout)).to.have.nested.property('changes[0].path', '/Channel/Application/Org3MSP');
  });

  const rule = '/Channel/Application: /Channel/Application/Admins (MAJORITY Admins: 2 of Org1MSP, Org2MSP, Org3MSP)';

  it('tells who has to sign', () => {
    expect(run('signers', '--update', 'signed.pb', '--current', 'config.block').stdout).to.equal(
      [
        `  ✘ ${rule}`,
        'Signatures are missing. An admin of each organization of one of these lines would complete them:',
        '  Org2MSP',
        '  Org3MSP',
        '',
      ].join('\n'),
    );
  });

  it('tells that the signatures are enough', () => {
    const enough = `  ✔ ${rule}\nThe signatures are enough.\n`;
    expect(run('signers', '--update', 'transaction.pb', '--current', 'config.block').stdout).to.equal(enough);
    const assumed = run(
      'signers',
      '--update',
      'signed.pb',
      '--current',
      'config.block',
      '--assume',
      'Org3MSP',
      'Org9MSP',
    );
    expect(assumed.stdout).to.equal(enough);
  });

  it('tells risks, and that there are none', () => {
    expect(run('risks', '--update', 'update.pb', '--current', 'config.block').stdout).to.equal('No risks found.\n');
    const { stdout } = run('risks', '--update', 'update.pb', '--current', 'config.block', '--peer-versions', '1.4.12');
    expect(stdout).to.match(/^critical CAPABILITY_TOO_HIGH \/Channel\/Capabilities: The channel capability V2_0 needs/);
  });

  const failures: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['another channel’s block', ['--update', 'update.pb', '--current', 'other.block'], /block is of channel other/],
    ['no update', ['--update', 'config.pb', '--current', 'config.block'], /the file is no configuration update/],
    ['no configuration', ['--update', 'update.pb', '--current', 'update.pb'], /./],
    ['a missing flag', ['--update', 'update.pb'], /--current/],
  ];
  for (const [reason, args, text] of failures) {
    it(`tells ${reason} in one line, with exit code 1`, () => {
      const { status, stdout, stderr } = run('explain', ...args);
      expect({ status, stdout, lines: stderr.trimEnd().split('\n').length }).to.deep.equal({
        status: 1,
        stdout: '',
        lines: 1,
      });
      expect(stderr).to.match(text);
    });
  }
});
