// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { hostSchema, portSchema } from '../profile/schema/address-schemas.js';
import { certificateSchema } from '../profile/schema/certificate-schema.js';
import type { ReplaceConsenterCertificate } from './channel-operation.js';
import { certificateText, type Consenter } from './consenter.js';
import { consentersOf, indexOfConsenter, setConsenters } from './consenters.js';
import type { OperationDefinition } from './operation-definition.js';
import { OperationProblem } from './operation-problem.js';
import { validateConsenter } from './validate-consenter.js';

const schema: z.ZodType<ReplaceConsenterCertificate> = z
  .strictObject({
    operation: z.literal('replace-consenter-certificate'),
    host: hostSchema,
    port: portSchema,
    clientTlsCert: certificateSchema.exactOptional(),
    serverTlsCert: certificateSchema.exactOptional(),
    identity: certificateSchema.exactOptional(),
  })
  .refine((operation) => operation.clientTlsCert ?? operation.serverTlsCert ?? operation.identity, {
    error: 'gives no certificate: clientTlsCert, serverTlsCert or identity',
  });

/** Gives a consenter new certificates. */
export const replaceConsenterCertificate: OperationDefinition<ReplaceConsenterCertificate> = {
  schema,
  subjects: ({ host, port }) => [`consenter ${host}:${port}`],
  apply: (operation, draft) => {
    const consenters = consentersOf(draft);
    const index = indexOfConsenter(consenters, operation);
    const existing = consenters[index];
    if (!existing) {
      throw new OperationProblem([], `the channel has no consenter ${operation.host}:${operation.port}`);
    }
    setConsenters(draft, consenters.with(index, withCertificates(existing, operation)));
  },
  validateResult: (operation, draft) => {
    const consenters = consentersOf(draft);
    const mspID = consenters[indexOfConsenter(consenters, operation)]?.bft?.mspID;
    validateConsenter({ ...operation, ...(mspID !== undefined && { mspID }) }, draft);
  },
};

function withCertificates(existing: Consenter, operation: ReplaceConsenterCertificate): Consenter {
  const { clientTlsCert, serverTlsCert, identity } = operation;
  const { bft } = existing;
  if (identity !== undefined && !bft) {
    throw new OperationProblem(['identity'], 'only consenters of a BFT channel have one; this is a Raft channel');
  }
  return {
    ...existing,
    ...(clientTlsCert !== undefined && { clientTlsCert: certificateText(clientTlsCert) }),
    ...(serverTlsCert !== undefined && { serverTlsCert: certificateText(serverTlsCert) }),
    ...(bft && identity !== undefined && { bft: { ...bft, identity: certificateText(identity) } }),
  };
}
