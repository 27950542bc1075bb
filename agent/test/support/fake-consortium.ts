// SPDX-License-Identifier: Apache-2.0

import type { ChaincodeDefinition, DeployChaincode } from '@opssc/chaincode/model';
import type { Clock } from '../../src/clock.js';
import type { ReconcileContext } from '../../src/reconcile/context.js';
import type { ServiceState } from '../../src/services/service-state.js';
import { FakeAgent } from './fake-agent.js';
import { answering, fakeContext } from './fake-context.js';
import { FakeChannel } from './fake-channel.js';
import { FakeOpsLedger } from './fake-ops-ledger.js';
import { FakeOrganization } from './fake-organization.js';

export const members = ['Org1MSP', 'Org2MSP', 'Org3MSP'] as const;

/** Three organizations on one channel, their agents, and a clock that moves when nobody has anything to do. */
export class FakeConsortium {
  readonly channel = new FakeChannel(members);
  readonly ops = new FakeOpsLedger();
  readonly organizations = members.map(
    (mspID) => new FakeOrganization({ mspID, channel: this.channel, ops: this.ops }),
  );
  readonly services = new Map<string, { state: ServiceState }>();
  now = 1_000_000;
  readonly clock: Clock = { now: () => this.now, delay: () => Promise.resolve() };

  organization(mspID: string): FakeOrganization {
    const organization = this.organizations.find((candidate) => candidate.mspID === mspID);
    if (organization === undefined) {
      throw new Error(`no ${mspID}`);
    }
    return organization;
  }

  agent(mspID: string, options: { readonly killAfter?: number } = {}): FakeAgent {
    const service = this.services.get(mspID) ?? { state: { state: 'answers', address: '127.0.0.1:9999' } };
    this.services.set(mspID, service);
    const organization = this.organization(mspID);
    return new FakeAgent({ organization, channel: this.channel, clock: this.clock, service, ...options });
  }

  /** What the reconcilers of one organization work with. */
  context(mspID: string): ReconcileContext {
    const { channel, clock } = this;
    const nodes = this.organization(mspID).nodes();
    return fakeContext({ nodes, channel, clock, service: { state: answering }, onSideEffect: () => undefined });
  }

  agents(): readonly FakeAgent[] {
    return members.map((mspID) => this.agent(mspID));
  }

  /** Proposes and lets a majority vote for it. */
  decide(id: string, body: DeployChaincode): void {
    this.ops.propose({ id, body, members });
    this.ops.vote(id, 'Org1MSP');
    this.ops.vote(id, 'Org2MSP');
  }

  /** Lets the agents work in turns until a whole minute has passed in which none of them changed anything. */
  async run(agents: readonly FakeAgent[]): Promise<void> {
    for (let quiet = 0; quiet < 60; quiet += 1) {
      for (const agent of agents) {
        if (!agent.killed && (await agent.work())) {
          quiet = 0;
        }
      }
      this.now += 1_000;
    }
  }

  /** Everything that the world holds, apart from who was first. */
  state(): Record<string, unknown> {
    const approvals = [...this.channel.approvals].map(([definition, byMember]) => [
      definition,
      [...byMember].map(([mspID, { packageID }]) => `${mspID} ${String(packageID)}`).sort(),
    ]);
    return {
      approvals: approvals.filter(([, list]) => list?.length !== 0).sort(),
      committed: [...this.channel.committed].map(([name, { sequence }]) => `${name} ${sequence}`),
      packages: this.organizations.flatMap(({ peers }) => peers.map((peer) => [peer.name, ...peer.packages.keys()])),
      transactions: [...this.channel.transactions].sort(),
      facts: [...new Set(this.ops.transactions)].sort(),
    };
  }
}

export function asset(definition: Partial<ChaincodeDefinition> = {}): DeployChaincode {
  const sequence = definition.sequence ?? 1;
  return {
    kind: 'deploy-chaincode',
    channelID: 'mychannel',
    chaincodeName: 'asset',
    chaincodePackage: {
      type: 'ccaas',
      label: `asset_${sequence}`,
      connection: { address: '{{.host}}:9999', dial_timeout: '10s', tls_required: false },
    },
    chaincodeDefinition: {
      sequence,
      version: String(sequence),
      initRequired: false,
      endorsementPlugin: 'escc',
      validationPlugin: 'vscc',
      ...definition,
    },
  };
}
