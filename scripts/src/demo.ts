// SPDX-License-Identifier: Apache-2.0

import { Command, Option } from 'commander';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Consortium, startConsortium } from './consortium/consortium.js';
import { freePort } from './consortium/free-port.js';
import { newSampleRelease, type SampleRelease } from './consortium/sample-chaincode.js';
import { newStory, type Story } from './demo/story.js';
import { callThroughEveryOrganization } from './demo/call-sample.js';
import { deploymentOf, follow } from './demo/follow.js';
import { howToGoOn } from './demo/how-to-go-on.js';
import { repositoryRoot } from './repository-root.js';

interface DemoOptions {
  readonly backend: 'embedded' | 'native';
  readonly consensus: 'raft' | 'bft';
  readonly keep?: true;
}

const CHANNEL = 'mychannel';
const CHAINCODE = 'asset-transfer';

const command = new Command('npm run demo --')
  .description('Three organizations deploy, upgrade and vote down a chaincode, each with its own API server and agent.')
  .addOption(new Option('--backend <name>', 'network to run on').choices(['embedded', 'native']).default('embedded'))
  .addOption(new Option('--consensus <name>', 'ordering').choices(['raft', 'bft']).default('raft'))
  .option('--keep', 'leave everything up, and print how to try it')
  .allowExcessArguments(false);

async function main(options: DemoOptions): Promise<void> {
  const dir = join(repositoryRoot, '.network', 'demo');
  await rm(dir, { recursive: true, force: true });
  const story = newStory(process.stdout);
  story.title(`OpsSC on the ${options.backend} network: 3 organizations, 2 peers each`);

  const releases = [
    await newSampleRelease({ name: CHAINCODE, version: '1.0', dir: join(dir, 'chaincode') }),
    await newSampleRelease({ name: CHAINCODE, version: '2.0', dir: join(dir, 'chaincode') }),
  ] as const;
  const consortium = await story.step('Redis and the network with ops-channel and mychannel', () =>
    startConsortium({
      backend: options.backend,
      consensus: options.consensus,
      dir: join(dir, 'network'),
      organizations: 3,
      peers: 2,
      chaincodes: releases.map(({ allowed }) => allowed),
    }),
  );
  const stopped = stopOnSignal();
  // A signal that comes while everything is being stopped already changes nothing.
  stopped.catch(() => undefined);
  try {
    await Promise.race([tell(story, consortium, releases), stopped]);
    if (options.keep === true) {
      story.text(howToGoOn(consortium));
      await stopped;
    }
  } finally {
    await story.step('Everything stopped', () => consortium.stop());
  }
  story.timings();
}

async function tell(
  story: Story,
  consortium: Consortium,
  releases: readonly [SampleRelease, SampleRelease],
): Promise<void> {
  await story.step(
    'An API server and an agent for each organization; the agents deploy OpsSC by themselves',
    async () => {
      await Promise.all(
        consortium.organizations.map(async (organization) => {
          await organization.startAgent();
          await organization.startApi();
        }),
      );
      await consortium.ready();
    },
  );
  await deploy(story, consortium, { id: 'deploy-asset-transfer-1', sequence: 1, release: releases[0] });
  await story.step('Every organization calls version 1.0', () =>
    callThroughEveryOrganization({ consortium, channelID: CHANNEL, chaincodeName: CHAINCODE, version: '1.0', story }),
  );
  await deploy(story, consortium, { id: 'upgrade-asset-transfer-2', sequence: 2, release: releases[1] });
  await story.step('Every organization calls version 2.0', () =>
    callThroughEveryOrganization({ consortium, channelID: CHANNEL, chaincodeName: CHAINCODE, version: '2.0', story }),
  );
  await voteDown(story, consortium, releases[1]);
}

interface Deployment {
  readonly id: string;
  readonly sequence: number;
  readonly release: SampleRelease;
}

async function deploy(story: Story, consortium: Consortium, { id, sequence, release }: Deployment): Promise<void> {
  const [org1, org2] = [consortium.organization('org1'), consortium.organization('org2')];
  await story.step(
    `Org1 proposes ${CHAINCODE} ${release.version} as sequence ${sequence}; Org2 votes for it`,
    async () => {
      const watching = follow({ rest: org1.rest, id, story, until: (status) => status === 'committed' });
      await org1.rest.post(`/chaincode/proposals/${id}`, {
        proposal: await proposalOf(consortium, { id, sequence, release }),
        description: `Version ${release.version} of the sample`,
      });
      await org2.rest.post(`/chaincode/proposals/${id}/vote`, {
        updateRequest: { status: 'agreed', data: 'reviewed' },
      });
      const voted = performance.now();
      await deploymentOf({ consortium, channelID: CHANNEL, chaincodeName: CHAINCODE, sequence });
      story.figure(`last vote until sequence ${sequence} is committed on all 6 peers`, performance.now() - voted);
      await watching;
    },
  );
}

async function voteDown(story: Story, consortium: Consortium, release: SampleRelease): Promise<void> {
  const [org1, org2, org3] = ['org1', 'org2', 'org3'].map((name) => consortium.organization(name));
  if (org1 === undefined || org2 === undefined || org3 === undefined) {
    throw new Error('the demo needs three organizations');
  }
  const id = 'unwanted-asset-transfer-3';
  await story.step('Org1 proposes sequence 3; Org2 and Org3 vote it down', async () => {
    const watching = follow({ rest: org1.rest, id, story, until: (status) => status === 'rejected' });
    await org1.rest.post(`/chaincode/proposals/${id}`, {
      proposal: await proposalOf(consortium, { id, sequence: 3, release }),
    });
    await Promise.all(
      [org2, org3].map(({ rest }) =>
        rest.post(`/chaincode/proposals/${id}/vote`, { updateRequest: { status: 'disagreed', data: 'not needed' } }),
      ),
    );
    await watching;
  });
}

async function proposalOf(consortium: Consortium, { sequence, release }: Deployment): Promise<Record<string, unknown>> {
  const port = await freePort(consortium.organizations.map(({ chaincodeHost }) => chaincodeHost));
  return {
    channelID: CHANNEL,
    chaincodeName: CHAINCODE,
    chaincodePackage: {
      type: 'ccaas',
      label: `${CHAINCODE}_${release.version}`,
      connection: { address: `{{.host}}:${String(port)}`, dial_timeout: '10s', tls_required: false },
      digest: { source: release.digest },
    },
    chaincodeDefinition: { sequence, version: release.version, initRequired: false },
  };
}

/** Rejects on the first SIGINT or SIGTERM, so that the consortium is stopped in order. */
function stopOnSignal(): Promise<never> {
  return new Promise((_resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        reject(new Stopped(`stopped by ${signal}`));
      });
    }
  });
}

class Stopped extends Error {}

try {
  await main(command.parse().opts<DemoOptions>());
} catch (error) {
  if (!(error instanceof Stopped)) {
    process.stderr.write(`demo: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  }
}
