// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { configText } from '../../support/config-text.js';
import { type EndedCommand, OpsscCommand } from '../../support/opssc-command.js';
import { sharedWorld } from '../../support/shared-world.js';
import type { World } from '../../support/world.js';

interface Applied {
  readonly action: string;
  readonly proposals: readonly string[];
}

describe('the opssc command', function () {
  this.timeout(240_000);
  let world: World;
  let home: string;

  before(async () => {
    world = await sharedWorld();
    home = await mkdtemp(join(tmpdir(), 'opssc-home-'));
  });

  after(() => rm(home, { recursive: true, force: true }));

  it('deploys what a manifest says, and has nothing to do when it is there', async () => {
    const name = world.unique('applied');
    const manifest = await write(name, {
      ...(await deployment(name)),
      chaincodeDefinition: {
        version: '1.0',
        signaturePolicy: "OR('Org1MSP.peer', 'Org2MSP.peer')",
        collections: [{ name: 'prices', policy: "OR('Org1MSP.member', 'Org2MSP.member')", maxPeerCount: 1 }],
      },
    });
    const applying = opssc('org1', 'apply', '-f', manifest, '--id', name, '--wait', '--timeout', '3m', '-o', 'json');
    await world.untilStatus(name, 'proposed');

    const voted = await opssc('org2', 'chaincode', 'vote', name, 'for', '--yes', '-m', 'reviewed');

    expect(voted.code, voted.stderr).to.equal(0);
    expect(voted.stderr).to.contain(`${name} 1.0, sequence 1 on mychannel`);
    const applied = await applying;
    expect(applied.code, applied.stderr).to.equal(0);
    expect(resultsOf(applied)).to.deep.equal([['proposed', [name]]]);
    expect(applied.stderr).to.contain(`${name}: Org2MSP agreed: reviewed\n`).and.to.contain(`${name}: committed\n`);
    await world.untilCommitted({ name, sequence: 1 });

    for (const organization of ['org1', 'org3']) {
      const again = await opssc(organization, 'apply', '-f', manifest, '--wait', '-o', 'json');
      expect(again.code, again.stderr).to.equal(0);
      expect(resultsOf(again)).to.deep.equal([['unchanged', []]]);
    }
  });

  it('stays with a proposal that another organization made of the same manifest, to the rejection', async () => {
    const name = world.unique('disliked');
    const manifest = await write(name, await deployment(name));
    const first = await opssc('org1', 'apply', '-f', manifest, '--id', name);
    expect(first.code, first.stderr).to.equal(0);

    const staying = start('org2', 'apply', '-f', manifest, '--wait', 'decided', '-o', 'json');
    await staying.said(`${name}: proposed`);
    for (const organization of ['org2', 'org3']) {
      const voted = await opssc(organization, 'chaincode', 'vote', name, 'against', '--yes');
      expect(voted.code, voted.stderr).to.equal(0);
    }

    const rejected = await staying.ended;
    expect(rejected.code, rejected.stderr).to.equal(3);
    expect(resultsOf(rejected)).to.deep.equal([['pending', [name]]]);
    expect((await opssc('org3', 'watch', name)).code).to.equal(3);
  });

  it('proposes the next sequence for what changed', async () => {
    const name = world.unique('changed');
    const manifest = await write(name, await deployment(name));
    const deploy = async (id: string, ...more: readonly string[]): Promise<EndedCommand> => {
      const applying = opssc('org1', 'apply', '-f', manifest, '--id', id, '--wait', '--timeout', '3m', ...more);
      await world.untilStatus(id, 'proposed');
      expect((await opssc('org3', 'chaincode', 'vote', id, 'for', '--yes')).code).to.equal(0);
      return applying;
    };
    expect((await deploy(`${name}-1`)).code).to.equal(0);

    const changed = await deploy(`${name}-2`, '--set', 'chaincodeDefinition.version=next');

    expect(changed.code, changed.stderr).to.equal(0);
    expect(changed.stdout).to.contain('chaincodeDefinition.sequence: 1 -> 2');
    await world.untilCommitted({ name, sequence: 2 });
  });

  it('withdraws with exit code 7 for those who wait, and refuses a second vote with the code of the contract', async () => {
    const name = world.unique('regretted');
    const manifest = await write(name, await deployment(name));
    const waiting = opssc('org1', 'apply', '-f', manifest, '--id', name, '--wait');
    await world.untilStatus(name, 'proposed');

    const twice = await opssc('org1', 'chaincode', 'vote', name, 'for', '--yes');
    const withdrawn = await opssc('org1', 'chaincode', 'withdraw', name, '-m', 'too early');

    expect(twice.code).to.equal(1);
    expect(twice.stderr).to.contain('opssc: ALREADY_VOTED: ');
    expect(withdrawn.code, withdrawn.stderr).to.equal(0);
    expect((await waiting).code).to.equal(7);
  });

  it('changes a channel, and has nothing to do when it is so', async () => {
    const id = world.unique('reviewing');
    const policies = { Reviewing: { type: 'ImplicitMeta', rule: 'ANY Readers' } };
    const manifest = await write(id, {
      kind: 'update-channel',
      channelID: 'otherchannel',
      operations: [{ operation: 'set-application', policies }],
    });
    const preview = await opssc('org2', 'channel', 'preview', '-f', manifest);
    expect(preview.stdout, preview.stderr).to.contain('Reviewing');

    const applying = start('org1', 'apply', '-f', manifest, '--id', id, '--wait', '--timeout', '3m');
    await applying.said(`${id}: proposed`);
    const pending = await opssc('org2', 'apply', '-f', manifest, '-o', 'json');
    const voted = await opssc('org2', 'channel', 'vote', id, 'for', '--yes');

    expect(resultsOf(pending)).to.deep.equal([['pending', [id]]]);
    expect(voted.code, voted.stderr).to.equal(0);
    expect(voted.stderr).to.contain('Reviewing').and.to.contain('signatures: ');
    const applied = await applying.ended;
    expect(applied.code, applied.stderr).to.equal(0);
    await world.untilConfigured({
      channelID: 'otherchannel',
      what: 'the new policy',
      isSo: (config) => configText(config).includes('"Reviewing"'),
    });
    expect((await opssc('org1', 'apply', '-f', manifest)).stdout).to.equal('otherchannel: nothing to do\n');
  });

  it('disables a channel and enables it again, and waits no longer than for the votes', async () => {
    for (const state of ['disabled', 'application']) {
      const id = world.unique(state);
      const manifest = await write(id, { kind: 'set-channel-state', channelID: 'otherchannel', state });
      const applying = start('org1', 'apply', '-f', manifest, '--id', id, '--wait', '--timeout', '3m');
      await applying.said(`${id}: proposed`);

      const voted = await opssc('org3', 'channel', 'vote', id, 'for', '--yes');

      expect(voted.code, voted.stderr).to.equal(0);
      const applied = await applying.ended;
      expect(applied.code, applied.stderr).to.equal(0);
      expect((await opssc('org1', 'apply', '-f', manifest)).stdout).to.equal('otherchannel: nothing to do\n');
    }
  });

  it('changes the constitution, and says what votes would come to', async () => {
    await world.untilAttested(world.consortium.opsChannel, 3);
    const id = world.unique('rules');
    const scope = 'chaincode:otherchannel/nobody';
    const manifest = await write(id, { kind: 'governance', changes: [{ scope, policy: "AND(MAJORITY, 'Org3MSP')" }] });
    const applying = start('org1', 'apply', '-f', manifest, '--id', id, '--wait', '--timeout', '3m');
    await applying.said(`${id}: proposed`);

    const voted = await opssc('org2', 'governance', 'vote', id, 'for', '--yes');

    expect(voted.code, voted.stderr).to.equal(0);
    expect(voted.stderr).to.contain(`${scope}: (none) -> AND(MAJORITY, 'Org3MSP')`);
    const applied = await applying.ended;
    expect(applied.code, applied.stderr).to.equal(0);
    expect((await opssc('org1', 'governance', 'policies')).stdout).to.contain(`${scope}  AND(MAJORITY, 'Org3MSP')`);
    expect((await opssc('org1', 'apply', '-f', manifest)).stdout).to.equal('the constitution: nothing to do\n');
    const simulated = await opssc('org2', 'governance', 'simulate', '--scope', scope, '--agreed', 'Org1MSP,Org2MSP');
    expect(simulated.stdout, simulated.stderr).to.contain("AND(MAJORITY, 'Org3MSP'): open\n");
  });

  it('halts a proposal and lets it go on, and stops and resumes the own agents', async () => {
    const name = world.unique('halted');
    const manifest = await write(name, { ...(await deployment(name)), policy: 'ALL' });
    expect((await opssc('org1', 'apply', '-f', manifest, '--id', name)).code).to.equal(0);
    for (const action of ['halt', 'resume']) {
      const id = `${name}-${action}`;
      const moving = start('org1', 'governance', action, '--proposal', name, '--id', id, '--wait', '--timeout', '3m');
      await moving.said(`proposed as ${id}`);
      const voted = await opssc('org2', 'governance', 'vote', id, 'for', '--yes');
      expect(voted.code, voted.stderr).to.equal(0);
      expect((await moving.ended).code).to.equal(0);
      const halts = await opssc('org3', 'governance', 'halts');
      expect(halts.stdout.includes(name), halts.stdout).to.equal(action === 'halt');
    }
    expect((await opssc('org1', 'chaincode', 'withdraw', name)).code).to.equal(0);

    for (const [action, state] of [
      ['stop', 'stopped'],
      ['resume', 'at work'],
    ] as const) {
      const told = await opssc('org3', 'governance', 'agent', action, '-m', 'a drill');
      expect(told.code, told.stderr).to.equal(0);
      expect((await opssc('org1', 'governance', 'agent', 'list')).stdout).to.match(new RegExp(`Org3MSP +${state}`));
    }
  });

  it('forms a consortium: members, an environment, a node, a credential', async () => {
    const id = world.unique('supply');
    const consortium = async (organization: string, ...args: readonly string[]): Promise<string> => {
      const { code, stdout, stderr } = await opssc(organization, 'consortium', ...args);
      expect(code, stderr).to.equal(0);
      return stdout;
    };
    for (const organization of ['org1', 'org2']) {
      await consortium(organization, 'organization', 'register', '--name', organization);
    }
    await consortium('org1', 'found', id, '--name', 'Supply chain');
    await consortium('org1', 'membership', 'invite', id, 'Org2MSP');
    await consortium('org2', 'membership', 'accept', id, 'Org2MSP', '-m', 'gladly');
    const voted = await opssc('org1', 'consortium', 'membership', 'vote', id, 'Org2MSP', 'for', '--yes');
    expect(voted.stderr).to.contain('to admit, by Org2MSP');
    const active = await consortium('org2', 'membership', 'activate', id, 'Org2MSP');
    expect(active).to.contain(`Org2MSP in ${id}: active`);

    const place = `${id}-testing`;
    const described = ['--name', 'Testing', '--consensus', 'raft', '--fabric-version', '3.1', '--channel', 'mychannel'];
    await consortium('org1', 'environment', 'create', id, place, ...described);
    await consortium(
      'org2',
      'node',
      'register',
      place,
      'orderer0',
      '--type',
      'orderer',
      '--endpoint',
      'o.example.com:7050',
    );
    expect(await consortium('org1', 'roles', id)).to.contain('orderer0 (?)');
    const created = JSON.parse(
      await consortium('org2', 'credential', 'create', place, 'billing', '-o', 'json'),
    ) as object;
    expect(created).to.have.property('secret').that.has.length.above(40);
    expect(await consortium('org2', 'credential', 'revoke', place, 'billing')).to.contain(`${place}/billing: revoked`);
    expect(await consortium('org1', 'membership', 'history', id, 'Org2MSP')).to.match(
      /Org1MSP +voted agreed on motion \d/,
    );
    expect(await consortium('org1', 'limits', 'show')).to.match(/nodesPerEnvironment +4\n/);
  });

  async function deployment(name: string): Promise<Record<string, unknown>> {
    const { channelID, chaincodePackage } = await world.idleChaincode({ name });
    const { connection } = chaincodePackage as { readonly connection: unknown };
    return { kind: 'deploy-chaincode', channelID, chaincodeName: name, chaincodePackage: { connection } };
  }

  async function write(name: string, document: Readonly<Record<string, unknown>>): Promise<string> {
    const file = join(home, `${name}.yaml`);
    await writeFile(file, stringify(document));
    return file;
  }

  function start(organization: string, ...args: readonly string[]): OpsscCommand {
    return new OpsscCommand(world.consortium.organization(organization), home, args);
  }

  function opssc(organization: string, ...args: readonly string[]): Promise<EndedCommand> {
    return start(organization, ...args).ended;
  }

  function resultsOf({ stdout }: EndedCommand): readonly (readonly [string, readonly string[]])[] {
    return (JSON.parse(stdout) as readonly Applied[]).map(({ action, proposals }) => [action, proposals]);
  }
});
