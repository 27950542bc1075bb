// SPDX-License-Identifier: Apache-2.0

import { newFileSigningIdentity, newPeerLifecycle } from '@opssc/fabric-admin';
import type { Receipt, Vote } from '@opssc/chaincode/model';
import { readFile } from 'node:fs/promises';
import type { Consortium } from '../consortium/consortium.js';
import { RestError, type RestClient } from '../consortium/rest-client.js';
import { waitFor } from '../consortium/wait-for.js';
import type { Story } from './story.js';

export interface FollowOptions {
  readonly rest: RestClient;
  readonly id: string;
  readonly story: Story;
  readonly until: (status: string) => boolean;
}

/** A proposal as the REST API shows it, as far as it is told here. */
interface ShownProposal {
  readonly status: string;
  readonly votes: readonly Vote[];
  readonly receipts: readonly Receipt[];
}

/** Tells each vote, step and status of a proposal once, as they appear on the ledger. */
export async function follow({ rest, id, story, until }: FollowOptions): Promise<void> {
  const told = new Set<string>();
  const tell = (key: string, organization: string, text: string): void => {
    if (!told.has(key)) {
      told.add(key);
      story.event(organization, text);
    }
  };
  await waitFor(
    async () => {
      const proposal = await readIfThere(rest, id);
      if (proposal === undefined) {
        return false;
      }
      for (const { mspID, status, comment } of proposal.votes) {
        const remark = comment === '' ? '' : ` (${comment})`;
        tell(`vote ${mspID}`, mspID, `${status === 'agreed' ? 'votes for' : 'votes against'}${remark}`);
      }
      for (const { mspID, step, state, detail } of proposal.receipts) {
        tell(`${mspID} ${step} ${state}`, mspID, `${step} ${state}${detail === '' ? '' : `: ${detail}`}`);
      }
      tell(`status ${proposal.status}`, 'ledger', `the proposal is ${proposal.status}`);
      return until(proposal.status);
    },
    { what: `proposal ${id}`, timeout: 60_000, interval: 100 },
  );
}

export interface DeploymentOptions {
  readonly consortium: Consortium;
  readonly channelID: string;
  readonly chaincodeName: string;
  readonly sequence: number;
}

/** Resolves when the definition is committed on every peer of every organization, each asked itself. */
export async function deploymentOf(options: DeploymentOptions): Promise<void> {
  const { consortium, channelID, chaincodeName, sequence } = options;
  await Promise.all(
    consortium.organizations.flatMap(({ admin, peers }) =>
      peers.map(async ({ name, address, tlsRootCertFile }) => {
        const identity = await newFileSigningIdentity(admin);
        const endpoint = { name, address, tlsRootCerts: await readFile(tlsRootCertFile) };
        const lifecycle = newPeerLifecycle({ endpoint, identity, channelID });
        try {
          await waitFor(async () => (await lifecycle.queryCommitted(chaincodeName))?.sequence === BigInt(sequence), {
            what: `sequence ${String(sequence)} of ${chaincodeName} on ${name}`,
            interval: 10,
          });
        } finally {
          lifecycle.close();
        }
      }),
    ),
  );
}

async function readIfThere(rest: RestClient, id: string): Promise<ShownProposal | undefined> {
  try {
    return await rest.get<ShownProposal>(`/chaincode/proposals/${id}`);
  } catch (error) {
    if (error instanceof RestError && error.status === 404) {
      return undefined;
    }
    throw error;
  }
}
