// SPDX-License-Identifier: Apache-2.0

import { type CommittedDefinition, describeCollections } from '@opssc/fabric-admin';
import { z } from 'zod';
import { collectionPackageSchema, collectionPackageView } from './collection-package-view.js';

const definitionFields = {
  name: z.string(),
  sequence: z.string().meta({ description: 'Decimal text: 64 bits.' }),
  version: z.string(),
  endorsement_plugin: z.string(),
  validation_plugin: z.string(),
  validation_parameter: z.string().meta({ description: 'Base64 of a `protos.ApplicationPolicy`.' }),
  init_required: z.boolean(),
  collections: collectionPackageSchema,
  collectionsConfig: z
    .array(
      z.strictObject({
        name: z.string(),
        policy: z.string(),
        requiredPeerCount: z.int(),
        maxPeerCount: z.int(),
        blockToLive: z.int(),
        memberOnlyRead: z.boolean(),
        memberOnlyWrite: z.boolean(),
        endorsementPolicy: z
          .strictObject({
            signaturePolicy: z.string().exactOptional(),
            channelConfigPolicy: z.string().exactOptional(),
          })
          .exactOptional(),
      }),
    )
    .meta({ description: "The collections again, as in the `peer` command's `--collections-config` file." }),
};

/** A committed definition among others, in v0.4's names. */
export const listedDefinitionSchema = z.strictObject(definitionFields);

/** One committed definition with who approved it, in v0.4's names. */
export const definitionSchema = z.strictObject({
  ...definitionFields,
  approvals: z.record(z.string(), z.boolean()).meta({ description: 'By MSP ID.' }),
});

export function listedDefinitionView(definition: CommittedDefinition) {
  return {
    name: definition.name,
    sequence: String(definition.sequence),
    version: definition.version,
    endorsement_plugin: definition.endorsementPlugin,
    validation_plugin: definition.validationPlugin,
    validation_parameter: Buffer.from(definition.validationParameter).toString('base64'),
    init_required: definition.initRequired,
    collections: collectionPackageView(definition.collections),
    collectionsConfig: describeCollections(definition.collections),
  };
}

export function definitionView(definition: CommittedDefinition) {
  return { ...listedDefinitionView(definition), approvals: definition.approvals };
}
