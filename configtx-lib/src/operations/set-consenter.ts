// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { addressSchema, hostSchema, portSchema } from '../profile/schema/address-schemas.js';
import { certificateSchema } from '../profile/schema/certificate-schema.js';
import { mspIDSchema } from '../profile/schema/name-schema.js';
import { positiveSchema } from '../profile/schema/quantity-schemas.js';
import type { SetConsenter } from './channel-operation.js';
import type { ConfigDraft } from './config-draft.js';
import { certificateText, type Consenter } from './consenter.js';
import { consensusOf, consentersOf, indexOfConsenter, setConsenters } from './consenters.js';
import { addEndpoint, removeEndpoint } from './edit-endpoints.js';
import type { OperationDefinition } from './operation-definition.js';
import { OperationProblem } from './operation-problem.js';
import { validateConsenter } from './validate-consenter.js';

const schema: z.ZodType<SetConsenter> = z.strictObject({
  operation: z.literal('set-consenter'),
  host: hostSchema,
  port: portSchema,
  clientTlsCert: certificateSchema,
  serverTlsCert: certificateSchema,
  id: positiveSchema.exactOptional(),
  mspID: mspIDSchema.exactOptional(),
  identity: certificateSchema.exactOptional(),
  ordererEndpoint: addressSchema.exactOptional(),
});

/** Adds or changes a consenter. */
export const setConsenter: OperationDefinition<SetConsenter> = {
  schema,
  subjects: ({ host, port }) => [`consenter ${host}:${port}`],
  validate: (operation, draft) => {
    const { mspID } = operation;
    if (mspID !== undefined && !draft.organizations('orderer').some((entry) => entry.mspID === mspID)) {
      throw new OperationProblem(['mspID'], `the channel has no orderer organization with MSP ${mspID}`);
    }
  },
  apply: (operation, draft) => {
    const { host, port, mspID, ordererEndpoint } = operation;
    const consenters = consentersOf(draft);
    const index = indexOf(operation, consenters);
    const existing = consenters[index];
    const consenter = consenterOf({ operation, existing, consenters, draft });
    setConsenters(draft, existing ? consenters.with(index, consenter) : [...consenters, consenter]);

    const isMoved = existing?.host !== host || existing.port !== port;
    if (existing && isMoved) {
      removeEndpoint(draft, `${existing.host}:${existing.port}`);
    }
    if (isMoved || ordererEndpoint !== undefined) {
      addEndpoint(draft, mspID, ordererEndpoint ?? `${host}:${port}`);
    }
  },
  validateResult: (operation, draft) => {
    const consenters = consentersOf(draft);
    const id = consenters[indexOf(operation, consenters)]?.bft?.id;
    if (id !== undefined && consenters.filter(({ bft }) => bft?.id === id).length > 1) {
      throw new OperationProblem(['id'], `another consenter has id ${id}`);
    }
    requireOwnTlsCertificates(consenters, draft);
    validateConsenter(operation, draft);
  },
};

/** By its address; a BFT consenter that is moved by its id. */
function indexOf({ host, port, id }: SetConsenter, consenters: readonly Consenter[]): number {
  const index = indexOfConsenter(consenters, { host, port });
  return index >= 0 || id === undefined ? index : consenters.findIndex(({ bft }) => bft?.id === id);
}

/** Raft nodes know one another by their TLS certificates (etcdraft.MetadataHasDuplication). */
function requireOwnTlsCertificates(consenters: readonly Consenter[], draft: ConfigDraft): void {
  const pairs = consenters.map(({ clientTlsCert, serverTlsCert }) => `${clientTlsCert}\n${serverTlsCert}`);
  if (consensusOf(draft) === 'etcdraft' && new Set(pairs).size < pairs.length) {
    throw new OperationProblem(['serverTlsCert'], 'another consenter has the same TLS certificates');
  }
}

interface ConsenterOfOptions {
  readonly operation: SetConsenter;
  readonly existing: Consenter | undefined;
  readonly consenters: readonly Consenter[];
  readonly draft: ConfigDraft;
}

function consenterOf({ operation, existing, consenters, draft }: ConsenterOfOptions): Consenter {
  const { host, port } = operation;
  const common = {
    host,
    port,
    clientTlsCert: certificateText(operation.clientTlsCert),
    serverTlsCert: certificateText(operation.serverTlsCert),
  };
  if (consensusOf(draft) === 'etcdraft') {
    const field = operation.id !== undefined ? 'id' : operation.identity !== undefined ? 'identity' : undefined;
    if (field !== undefined) {
      throw new OperationProblem([field], 'only consenters of a BFT channel have one; this is a Raft channel');
    }
    return common;
  }
  const mspID = operation.mspID ?? existing?.bft?.mspID;
  const identity = operation.identity === undefined ? existing?.bft?.identity : certificateText(operation.identity);
  if (mspID === undefined || identity === undefined) {
    throw new OperationProblem([mspID === undefined ? 'mspID' : 'identity'], 'is missing: a BFT channel needs it');
  }
  return { ...common, bft: { id: operation.id ?? existing?.bft?.id ?? nextID(consenters), mspID, identity } };
}

function nextID(consenters: readonly Consenter[]): number {
  return Math.max(0, ...consenters.map(({ bft }) => bft?.id ?? 0)) + 1;
}
