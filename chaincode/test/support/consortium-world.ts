// SPDX-License-Identifier: Apache-2.0

import type {
  MembershipAction,
  MembershipState,
  MembershipView,
  ResourcesClient,
  SecretHash,
  VoteStatus,
} from '../../src/index.js';
import { OpsChannel } from './ops-channel.js';

export const org = (number: number): string => `Org${number}MSP`;

export const secretHash: SecretHash = {
  algorithm: 'scrypt',
  cost: 16_384,
  blockSize: 8,
  parallelization: 1,
  salt: Buffer.alloc(16, 1).toString('base64'),
  hash: Buffer.alloc(32, 2).toString('base64'),
};

/** An ops-channel on which consortia are formed. */
export class ConsortiumWorld {
  readonly channel = new OpsChannel();

  as(number: number): ResourcesClient {
    return this.channel.resources({ mspID: org(number) });
  }

  /** The organizations say who they are. */
  async register(...numbers: readonly number[]): Promise<void> {
    for (const number of numbers) {
      await this.as(number).create({ kind: 'organization', displayName: `Organization ${number}` });
    }
  }

  /** A consortium that Org1 founds, with these active members after it. */
  async form(consortiumID: string, ...others: readonly number[]): Promise<void> {
    await this.as(1).create({ kind: 'consortium', consortiumID, displayName: consortiumID });
    for (const [index, number] of others.entries()) {
      await this.invite(consortiumID, number);
      await this.change(consortiumID, number, 'accept');
      for (const voter of [1, ...others.slice(0, index)]) {
        await this.vote(consortiumID, number, voter);
      }
      await this.change(consortiumID, number, 'activate');
    }
  }

  async invite(consortiumID: string, number: number, by = 1): Promise<void> {
    await this.as(by).create({ kind: 'membership', consortiumID, mspID: org(number) });
  }

  async change(consortiumID: string, number: number, action: MembershipAction, by = number): Promise<void> {
    await this.as(by).changeMembership({ consortiumID, mspID: org(number), action });
  }

  async vote(consortiumID: string, number: number, by: number, status: VoteStatus = 'agreed'): Promise<void> {
    const { motion } = await this.membership(consortiumID, number);
    await this.as(by).voteOnMembership({ consortiumID, mspID: org(number), motion: motion?.number ?? 0, status });
  }

  membership(consortiumID: string, number: number): Promise<MembershipView> {
    return this.as(9).get({ kind: 'membership', consortiumID, mspID: org(number) });
  }

  async state(consortiumID: string, number: number): Promise<MembershipState> {
    return (await this.membership(consortiumID, number)).state;
  }

  async environment(environmentID: string, consortiumID = 'supply', channels = ['goods']): Promise<void> {
    await this.as(1).create({
      kind: 'environment',
      environmentID,
      consortiumID,
      displayName: environmentID,
      consensus: 'bft',
      fabricVersion: '3.1',
      channels,
    });
  }

  async node(name: string, by = 1, environmentID = 'testing'): Promise<void> {
    await this.as(by).create({ kind: 'node', environmentID, name, type: 'peer', endpoint: `${name}.example.com:7051` });
  }

  async credential(
    name: string,
    by = 1,
    more: { readonly expires?: string; readonly channels?: readonly string[] } = {},
  ) {
    await this.as(by).create({ kind: 'credential', environmentID: 'testing', name, secretHash, ...more });
  }
}
