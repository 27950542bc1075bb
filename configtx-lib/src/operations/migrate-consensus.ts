// SPDX-License-Identifier: Apache-2.0

import { orderer } from '@hyperledger/fabric-protos';
import { z } from 'zod';
import { bftOptions } from '../genesis/bft-options.js';
import { bftConsenterSchema, bftOptionsSchema } from '../profile/schema/consensus-schemas.js';
import { certificateSchema } from '../profile/schema/certificate-schema.js';
import type { MigrateConsensus, MigratedConsenter } from './channel-operation.js';
import type { ConfigDraft } from './config-draft.js';
import { certificateText, type Consenter } from './consenter.js';
import { consensusOf, consentersOf, indexOfConsenter, setBftConsenters } from './consenters.js';
import { endpointsOf } from './edit-endpoints.js';
import { editValue, readValue } from './edit-value.js';
import type { OperationDefinition } from './operation-definition.js';
import { OperationProblem } from './operation-problem.js';
import { validateConsenter } from './validate-consenter.js';

const operation = z.literal('migrate-consensus');
const schema: z.ZodType<MigrateConsensus> = z.discriminatedUnion('step', [
  z.strictObject({ operation, step: z.enum(['enter-maintenance', 'leave-maintenance']) }),
  z.strictObject({
    operation,
    step: z.literal('switch'),
    consenters: z
      .array(
        bftConsenterSchema.extend({
          clientTlsCert: certificateSchema.exactOptional(),
          serverTlsCert: certificateSchema.exactOptional(),
        }),
      )
      .min(1, 'BFT configuration did not specify any consenter'),
    options: bftOptionsSchema.exactOptional(),
  }),
]);

type Switch = Extract<MigrateConsensus, { step: 'switch' }>;

const { STATE_NORMAL, STATE_MAINTENANCE } = orderer.ConsensusType.State;

/** Takes a channel from Raft to BFT, in the steps that the ordering service's maintenance filter allows. */
export const migrateConsensus: OperationDefinition<MigrateConsensus> = {
  schema,
  subjects: () => ['consensus'],
  validate: (migration, draft) => {
    const isInMaintenance = stateOf(draft) === STATE_MAINTENANCE;
    if (isInMaintenance !== (migration.step !== 'enter-maintenance')) {
      throw new OperationProblem(['step'], `the channel is ${isInMaintenance ? 'already' : 'not'} in maintenance mode`);
    }
    if (migration.step !== 'leave-maintenance' && consensusOf(draft) !== 'etcdraft') {
      throw new OperationProblem(['step'], 'only a Raft channel can be migrated, and only to BFT');
    }
    if (migration.step === 'switch') {
      validateSwitch(migration, draft);
    }
  },
  apply: (migration, draft) => {
    switch (migration.step) {
      case 'enter-maintenance':
        setState(draft, STATE_MAINTENANCE);
        return;
      case 'leave-maintenance':
        setState(draft, STATE_NORMAL);
        return;
      case 'switch':
        if (consensusOf(draft) !== 'BFT') {
          switchToBft(migration, draft);
        }
    }
  },
  validateResult: (migration, draft) => {
    if (migration.step === 'switch') {
      migration.consenters.forEach((consenter, index) => {
        within(['consenters', index], () => {
          validateConsenter(consenter, draft);
        });
      });
    }
  },
};

type State = ReturnType<orderer.ConsensusType['getState']>;

function stateOf(draft: ConfigDraft): State {
  return readValue(draft.orderer, 'ConsensusType', orderer.ConsensusType).getState();
}

function setState(draft: ConfigDraft, state: State): void {
  editConsensusType(draft, (consensus) => {
    consensus.setState(state);
  });
}

function editConsensusType(draft: ConfigDraft, edit: (consensus: orderer.ConsensusType) => void): void {
  editValue({ group: draft.orderer, name: 'ConsensusType', type: orderer.ConsensusType, edit });
}

function switchToBft({ consenters, options }: Switch, draft: ConfigDraft): void {
  const raft = consentersOf(draft);
  const mapping = consenters.map((consenter, index) => migrated(consenter, raft, index));
  editConsensusType(draft, (consensus) => {
    consensus.setType('BFT');
    consensus.setMetadata(bftOptions(options).serializeBinary());
  });
  setBftConsenters(draft, mapping);
}

function migrated(consenter: MigratedConsenter, raft: readonly Consenter[], index: number): Consenter {
  const { host, port, id, mspID, clientTlsCert, serverTlsCert } = consenter;
  const existing = raft[indexOfConsenter(raft, consenter)];
  if (!existing) {
    throw new OperationProblem(['consenters', index], `${host}:${port} is no consenter of the channel`);
  }
  return {
    ...existing,
    ...(clientTlsCert !== undefined && { clientTlsCert: certificateText(clientTlsCert) }),
    ...(serverTlsCert !== undefined && { serverTlsCert: certificateText(serverTlsCert) }),
    bft: { id, mspID, identity: certificateText(consenter.identity) },
  };
}

/** Fabric wants the same consenters as before (maintenancefilter.validateBFTConsenterMapping). */
function validateSwitch({ consenters }: Switch, draft: ConfigDraft): void {
  const raft = consentersOf(draft);
  const missing = raft.find((consenter) => !consenters.some(({ host, port }) => isAt(consenter, host, port)));
  if (missing) {
    throw new OperationProblem(['consenters'], `consenter ${missing.host}:${missing.port} is missing`);
  }
  consenters.forEach((consenter, index) => {
    const { host, port, id } = consenter;
    const existing = raft[indexOfConsenter(raft, consenter)];
    const changed = (['clientTlsCert', 'serverTlsCert'] as const).find((field) => {
      const pem = consenter[field];
      return pem !== undefined && certificateText(pem) !== existing?.[field];
    });
    if (changed) {
      throw new OperationProblem(['consenters', index, changed], 'is not that of the Raft consenter');
    }
    if (consenters.findIndex((other) => other.id === id) < index) {
      throw new OperationProblem(['consenters', index, 'id'], `another consenter has id ${id}`);
    }
    if (consenters.findIndex((other) => isAt(other, host, port)) < index) {
      throw new OperationProblem(['consenters', index], `consenter ${host}:${port} is there twice`);
    }
  });
  if (!draft.hasCapability('V3_0')) {
    throw new OperationProblem(['step'], 'BFT needs the channel capability V3_0');
  }
  const withoutEndpoints = draft.organizations('orderer').find(({ group }) => endpointsOf(group).length === 0);
  if (withoutEndpoints) {
    throw new OperationProblem(['step'], `orderer organization ${withoutEndpoints.name} has no endpoints`);
  }
}

function isAt(consenter: Pick<Consenter, 'host' | 'port'>, host: string, port: number): boolean {
  return consenter.host === host && consenter.port === port;
}

/** Says where in the list a problem is. */
function within(keys: readonly PropertyKey[], work: () => void): void {
  try {
    work();
  } catch (error) {
    throw error instanceof OperationProblem
      ? new OperationProblem([...keys, ...error.keys], error.message, { cause: error })
      : error;
  }
}
