// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { type CliWorld, startCliWorld } from '../support/cli-world.js';
import { FakeProblem } from '../support/fake-problem.js';
import { CHAINCODE_PROPOSALS, CHANNEL_PROPOSALS, tradeManifest } from '../support/manifests.js';

describe('opssc apply', () => {
  let world: CliWorld;
  let manifest: string;

  beforeEach(async () => {
    world = await startCliWorld();
    manifest = await world.file('trade.yaml', tradeManifest);
  });

  afterEach(() => world.stop());

  const deploy = async (id: string, sequence: number): Promise<void> => {
    await world.run(['apply', '-f', manifest, '--id', id]);
    world.api.ledger.change(CHAINCODE_PROPOSALS, id, { status: 'committed' });
    world.api.ledger.committed.set('mychannel/trade', { sequence, version: '1.0' });
  };

  it('proposes a deployment that is not there, complete with its defaults', async () => {
    const { code, stdout } = await world.run(['apply', '-f', manifest, '--id', 'deploy-1']);

    expect({ code, stdout }).to.deep.include({ code: 0 });
    expect(stdout).to.contain('trade on mychannel: proposed as deploy-1\n');
    expect(world.api.posted.map(({ path, body }) => ({ path, body }))).to.deep.equal([
      {
        path: '/chaincode/proposals/deploy-1',
        body: {
          description: 'The trade contract',
          proposal: {
            channelID: 'mychannel',
            chaincodeName: 'trade',
            chaincodePackage: {
              type: 'ccaas',
              label: 'trade_1.0',
              connection: { address: '{{.host}}:9999', dial_timeout: '10s', tls_required: false },
              digest: { source: `sha256:${'a'.repeat(64)}` },
            },
            chaincodeDefinition: {
              sequence: 1,
              version: '1.0',
              initRequired: false,
              endorsementPlugin: 'escc',
              validationPlugin: 'vscc',
              signaturePolicy: "AND('Org1MSP.member', 'Org2MSP.member')",
              collections: [
                {
                  name: 'prices',
                  policy: "OR('Org1MSP.member', 'Org2MSP.member')",
                  requiredPeerCount: 0,
                  maxPeerCount: 1,
                  blockToLive: 0,
                  memberOnlyRead: false,
                  memberOnlyWrite: false,
                },
              ],
            },
          },
        },
      },
    ]);
  });

  it('chooses an ID that names the chaincode and its sequence', async () => {
    const { stdout } = await world.run(['apply', '-f', manifest]);

    expect(stdout).to.match(/proposed as trade-1-[0-9a-f]{8}\n/);
  });

  it('proposes nothing when it is committed already', async () => {
    await deploy('deploy-1', 1);

    const { code, stdout } = await world.run(['apply', '-f', manifest]);

    expect({ code, stdout }).to.deep.equal({ code: 0, stdout: 'trade on mychannel: nothing to do\n' });
    expect(world.api.posted).to.have.length(1);
  });

  it('proposes what differs, at the next sequence, and says what differs', async () => {
    await deploy('deploy-1', 1);

    const { stdout } = await world.run(['apply', '-f', manifest, '--set', 'chaincodeDefinition.version=2.0']);

    expect(stdout).to.contain('chaincodeDefinition.version: "1.0" -> "2.0"');
    expect(stdout).to.contain('chaincodeDefinition.sequence: 1 -> 2');
    expect(stdout).not.to.contain('collections');
  });

  it('takes a definition that was committed without a proposal for another one', async () => {
    world.api.ledger.committed.set('mychannel/trade', { sequence: 4, version: '1.0' });

    const { stdout } = await world.run(['apply', '-f', manifest]);

    expect(stdout).to.match(/proposed as trade-5-[0-9a-f]{8} \(sequence 4 was committed without a proposal\)/);
  });

  it('finds the open proposal of the same, and proposes no second one', async () => {
    await world.run(['apply', '-f', manifest, '--id', 'deploy-1']);

    const { code, stdout } = await world.run(['apply', '-f', manifest]);

    expect({ code, stdout }).to.deep.equal({
      code: 0,
      stdout: 'trade on mychannel: proposed already as deploy-1\n',
    });
    expect(world.api.posted).to.have.length(1);
  });

  it('refuses beside an open proposal of another content, and names it', async () => {
    await world.run(['apply', '-f', manifest, '--id', 'deploy-1']);

    const { code, stderr } = await world.run(['apply', '-f', manifest, '--set', 'chaincodeDefinition.version=2.0']);

    expect(code).to.equal(1);
    expect(stderr).to.contain(
      'sequence 1 of trade on mychannel is proposed already, with another content, as deploy-1',
    );
  });

  it('proposes again after a rejection', async () => {
    await world.run(['apply', '-f', manifest, '--id', 'deploy-1']);
    world.api.ledger.change(CHAINCODE_PROPOSALS, 'deploy-1', { status: 'rejected' });

    const { stdout } = await world.run(['apply', '-f', manifest, '--id', 'deploy-2']);

    expect(stdout).to.contain('proposed as deploy-2');
  });

  it('writes nothing in a dry run', async () => {
    const { code, stdout } = await world.run(['apply', '-f', manifest, '--dry-run', '--wait']);

    expect(code).to.equal(0);
    expect(stdout).to.contain('trade on mychannel: would be proposed\n');
    expect(world.api.posted).to.be.empty;
  });

  it('reads the standard input', async () => {
    const { stdout } = await world.run(['apply', '-f', '-', '--id', 'piped'], { stdin: tradeManifest });

    expect(stdout).to.contain('proposed as piped');
  });

  it('prints the results for programs', async () => {
    const { stdout } = await world.run(['apply', '-f', manifest, '--id', 'deploy-1', '--output', 'json']);

    const [applied] = JSON.parse(stdout) as Record<string, unknown>[];
    expect(applied).to.deep.include({
      kind: 'deploy-chaincode',
      target: 'trade on mychannel',
      action: 'proposed',
      proposals: ['deploy-1'],
    });
  });

  it('lists every mistake of a manifest with its line, and sends nothing', async () => {
    const bad = await world.file(
      'bad.yaml',
      tradeManifest.replace("'1.0'", '1.0').replace('  connection:', '  conection:').replace('prices', "''"),
    );

    const { code, stderr } = await world.run(['apply', '-f', bad]);

    expect(code).to.equal(1);
    expect(stderr.split('\n')).to.have.members([
      `opssc: ${bad}:5: chaincodePackage.connection is missing`,
      `opssc: ${bad}:6: chaincodePackage.conection is not known`,
      `opssc: ${bad}:11: chaincodeDefinition.version must be text, in quotes: "1.0"`,
      `opssc: ${bad}:14: chaincodeDefinition.collections[0].name must not be empty`,
      '',
    ]);
    expect(world.api.requests).to.be.empty;
  });

  it('tells what the server refuses with the line of the manifest', async () => {
    world.api.before = ({ method }) => {
      if (method === 'POST') {
        const field = 'proposal.chaincodeDefinition.collections[0].policy';
        throw new FakeProblem(400, 'INVALID_ARGUMENT', { field, message: 'must have OR only' });
      }
    };

    const { code, stderr } = await world.run(['apply', '-f', manifest]);

    expect(code).to.equal(1);
    expect(stderr).to.equal(
      `opssc: ${manifest}:15: INVALID_ARGUMENT: proposal.chaincodeDefinition.collections[0].policy must have OR only\n`,
    );
  });

  describe('with --wait', () => {
    const ends: readonly { readonly status: string; readonly code: number; readonly reason: string }[] = [
      { status: 'committed', code: 0, reason: 'it is done' },
      { status: 'rejected', code: 3, reason: 'the votes were against it' },
      { status: 'expired', code: 4, reason: 'too few voted' },
      { status: 'failed', code: 5, reason: 'it could not be carried out' },
      { status: 'superseded', code: 5, reason: 'a later sequence came first' },
      { status: 'withdrawn', code: 7, reason: 'the proposer took it back' },
    ];
    for (const { status, code, reason } of ends) {
      it(`ends with ${code} when it is ${status}: ${reason}`, async () => {
        const running = world.run(['apply', '-f', manifest, '--id', 'deploy-1', '--wait']);
        await world.api.streams.opened(1);
        world.api.ledger.change(CHAINCODE_PROPOSALS, 'deploy-1', { status });
        world.api.streams.send({ id: '7-ab', type: 'voted', proposalID: 'deploy-1', status });

        const ran = await running;

        expect(ran.code).to.equal(code);
        expect(ran.stderr).to.contain(`deploy-1: ${status}\n`);
      });
    }

    it('ends with 6 after the timeout', async () => {
      const { code } = await world.run(['apply', '-f', manifest, '--wait', '--timeout', '1s']);

      expect(code).to.equal(6);
    });

    it('is content with the decision when that is waited for', async () => {
      const running = world.run(['apply', '-f', manifest, '--id', 'deploy-1', '--wait', 'decided']);
      await world.api.streams.opened(1);
      world.api.ledger.change(CHAINCODE_PROPOSALS, 'deploy-1', { status: 'approved' });
      world.api.streams.send({ id: '7-ab', type: 'voted', proposalID: 'deploy-1' });

      expect((await running).code).to.equal(0);
    });

    it('goes on after a server that is away for a while', async () => {
      let away = 0;
      const running = world.run(['apply', '-f', manifest, '--id', 'deploy-1', '--wait']);
      await world.api.streams.opened(1);
      world.api.before = ({ path }) => {
        if (path.startsWith(CHAINCODE_PROPOSALS) && away < 2) {
          away += 1;
          throw new FakeProblem(503, 'FABRIC_UNAVAILABLE');
        }
      };
      world.api.ledger.change(CHAINCODE_PROPOSALS, 'deploy-1', { status: 'committed' });

      const { code, stderr } = await running;

      expect({ code, away }).to.deep.equal({ code: 0, away: 2 });
      expect(stderr).to.contain('FABRIC_UNAVAILABLE');
    });

    it('does the documents one after the other, and stops at one that ends badly', async () => {
      const two = await world.file('two.yaml', `${tradeManifest}---\n${tradeManifest.replace('trade', 'other')}`);
      const running = world.run(['apply', '-f', two, '--wait', '-o', 'json']);
      await world.api.streams.opened(1);
      const id = /proposals\/(trade-1-[0-9a-f]+)/.exec(world.api.posted[0]?.path ?? '')?.[1] ?? '';
      world.api.ledger.change(CHAINCODE_PROPOSALS, id, { status: 'rejected' });
      world.api.streams.send({ id: '7-ab', type: 'voted', proposalID: id });

      const { code, stdout } = await running;

      expect(code).to.equal(3);
      expect(JSON.parse(stdout)).to.have.length(1);
    });
  });

  describe('a change of channels', () => {
    const update = `kind: update-channel
channelIDs: [mychannel, yourchannel]
operations:
  - operation: set-orderer
    batchTimeout: 1000
`;
    const previewOf = (channelID: string) => ({
      channels: [
        {
          channelID,
          configSequence: 3,
          updateDigest: `digest of ${channelID}`,
          explanation: { text: `${channelID}: batch timeout 2s -> 1s\n`, changes: [{ path: '/Channel/Orderer' }] },
          signers: {
            elements: [],
            satisfied: false,
            missing: [['Org2MSP']],
            unsatisfiable: false,
            assumed: [],
            signed: [],
          },
          risks: [],
        },
      ],
    });

    it('is proposed for the channels that are not like that already', async () => {
      const file = await world.file('update.yaml', update);
      const unchanged = world.api.preview;
      world.api.preview = (proposal) =>
        proposal['channelID'] === 'mychannel' ? unchanged(proposal) : previewOf('yourchannel');

      const { stdout } = await world.run(['apply', '-f', file, '--id', 'faster']);

      expect(stdout).to.contain('mychannel, yourchannel: proposed as faster\n  yourchannel: batch timeout 2s -> 1s\n');
      expect(world.api.posted.at(-1)?.body).to.deep.equal({
        proposal: {
          action: 'update',
          channelID: 'yourchannel',
          opsProfile: [{ operation: 'set-orderer', batchTimeout: 1000 }],
        },
      });
    });

    it('is found when the same update is proposed already', async () => {
      const file = await world.file(
        'update.yaml',
        update.replace('channelIDs: [mychannel, yourchannel]', 'channelID: mychannel'),
      );
      world.api.preview = () => previewOf('mychannel');
      await world.run(['apply', '-f', file, '--id', 'faster']);
      world.api.ledger.previews.set('faster', previewOf('mychannel'));

      const { stdout } = await world.run(['apply', '-f', file]);

      expect(stdout).to.equal('mychannel: proposed already as faster\n');
    });

    it('is nothing to do when nothing changes', async () => {
      const file = await world.file('update.yaml', update);

      const { code, stdout } = await world.run(['apply', '-f', file]);

      expect({ code, stdout }).to.deep.equal({ code: 0, stdout: 'mychannel, yourchannel: nothing to do\n' });
      expect(world.api.requests.filter(({ path }) => path.startsWith(CHANNEL_PROPOSALS))).to.be.empty;
    });
  });
});
