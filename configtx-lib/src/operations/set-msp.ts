// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { nodeOUs } from '../genesis/msp-config.js';
import { decodePem } from '../msp/decode-pem.js';
import { certificatesSchema, nodeOUsSchema, revocationListsSchema } from '../profile/schema/msp-schemas.js';
import { mspIDSchema } from '../profile/schema/name-schema.js';
import type { SetMsp } from './channel-operation.js';
import { editMsp, readMsp, requireValidMsp } from './edit-msp.js';
import { listEntries, mspLists } from './msp-lists.js';
import type { OperationDefinition } from './operation-definition.js';
import { OperationProblem } from './operation-problem.js';

const certificates = {
  rootCerts: certificatesSchema.exactOptional(),
  intermediateCerts: certificatesSchema.exactOptional(),
  tlsRootCerts: certificatesSchema.exactOptional(),
  tlsIntermediateCerts: certificatesSchema.exactOptional(),
  admins: certificatesSchema.exactOptional(),
};

const schema: z.ZodType<SetMsp> = z
  .strictObject({
    operation: z.literal('set-msp'),
    mspID: mspIDSchema,
    add: z.strictObject(certificates).exactOptional(),
    remove: z.strictObject({ ...certificates, revocationList: revocationListsSchema.exactOptional() }).exactOptional(),
    nodeOUs: nodeOUsSchema.exactOptional(),
  })
  .refine((operation) => operation.add ?? operation.remove ?? operation.nodeOUs !== undefined, {
    error: 'changes nothing: add, remove or nodeOUs',
  })
  .superRefine(({ add = {}, remove = {} }, context) => {
    for (const [name, pems] of listEntries(remove)) {
      const added = new Set((add[name as keyof typeof add] ?? []).map((pem) => contentOf(Buffer.from(pem))));
      pems.forEach((pem, index) => {
        if (added.has(contentOf(Buffer.from(pem)))) {
          context.addIssue({
            code: 'custom',
            path: ['remove', name, index],
            message: 'is added by the same operation',
          });
        }
      });
    }
  });

/** Adds certificates to an MSP and takes others out. */
export const setMsp: OperationDefinition<SetMsp> = {
  schema,
  subjects: ({ mspID }) => [`MSP ${mspID}`],
  validate: ({ mspID, remove = {} }, draft) => {
    const config = readMsp(draft, mspID);
    for (const [name, pems] of listEntries(remove)) {
      const existing = new Set(mspLists[name].get(config).map(contentOf));
      const missing = pems.findIndex((pem) => !existing.has(contentOf(Buffer.from(pem))));
      if (missing >= 0) {
        throw new OperationProblem(['remove', name, missing], `is not among the ${name} of ${mspID}`);
      }
    }
  },
  apply: ({ mspID, add = {}, remove = {}, nodeOUs: units }, draft) => {
    editMsp(draft, mspID, (config) => {
      for (const [name, pems] of listEntries(remove)) {
        const unwanted = new Set(pems.map((pem) => contentOf(Buffer.from(pem))));
        const { get, set } = mspLists[name];
        set(
          config,
          get(config).filter((bytes) => !unwanted.has(contentOf(bytes))),
        );
      }
      for (const [name, pems] of listEntries(add)) {
        const { get, set } = mspLists[name];
        set(config, union(get(config), pems));
      }
      if (units !== undefined) {
        config.setFabricNodeOus(nodeOUs(units, `MSP ${mspID}`));
      }
    });
  },
  validateResult: ({ mspID }, draft) => {
    requireValidMsp(draft, mspID, []);
  },
};

function union(existing: readonly Uint8Array[], pems: readonly string[]): Uint8Array[] {
  const all = [...existing];
  const known = new Set(existing.map(contentOf));
  for (const bytes of pems.map((pem) => Buffer.from(pem))) {
    if (!known.has(contentOf(bytes))) {
      known.add(contentOf(bytes));
      all.push(bytes);
    }
  }
  return all;
}

/** What is in the PEM: one certificate may be written with different line ends. */
function contentOf(bytes: Uint8Array): string {
  return Buffer.from(decodePem(bytes) ?? bytes).toString('base64');
}
