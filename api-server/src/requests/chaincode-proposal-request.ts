// SPDX-License-Identifier: Apache-2.0

import {
  ccaasPackageSchema,
  chaincodeDefinitionSchema,
  deployChaincodeFields,
  proposalIDSchema,
} from '@opssc/chaincode/model';
import { applicationPolicyBytes } from '@opssc/fabric-admin';
import { z } from 'zod';
import { decodeCollections } from './decode-collections.js';
import { proposalOptions } from './proposal-options.js';

/** Packages that v0.4 builds from a source repository: understood, and answered with 422 until they are there. */
const sourcePackageSchema = z
  .strictObject({
    type: z.enum(['golang', 'javascript', 'typescript', 'node', 'java']),
    repository: z.string().max(500).exactOptional(),
    commitID: z.string().max(200).exactOptional(),
    pathToSourceFiles: z.string().max(500).exactOptional(),
  })
  .meta({ description: "v0.4's packages from a repository. They come later; for now they are answered with 422." });

const packageSchema = z.discriminatedUnion('type', [ccaasPackageSchema, sourcePackageSchema]);

const definitionSchema = z
  .preprocess(decodeCollections, chaincodeDefinitionSchema)
  .superRefine(({ validationParameter }, context) => {
    try {
      applicationPolicyBytes({ validationParameter });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      context.addIssue({ code: 'custom', path: ['validationParameter'], message: `is not a policy: ${message}` });
    }
  });

/** Body of a new chaincode proposal: v0.4's `proposal`, and beside it what is new. */
export const chaincodeProposalRequestSchema = z.strictObject({
  proposal: z.strictObject({
    ...deployChaincodeFields,
    ID: proposalIDSchema.exactOptional().meta({ description: 'As in the path, if at all.' }),
    chaincodePackage: packageSchema,
    chaincodeDefinition: definitionSchema,
  }),
  ...proposalOptions,
});

export const chaincodeProposalExamples = {
  'A chaincode service': {
    proposal: {
      channelID: 'mychannel',
      chaincodeName: 'trade',
      chaincodePackage: {
        type: 'ccaas',
        label: 'trade_1.0',
        connection: { address: '{{.host}}:9999', dial_timeout: '10s', tls_required: false },
      },
      chaincodeDefinition: { sequence: 1, version: '1.0', initRequired: false },
    },
    description: 'First version of the trade contract',
  },
  'Every organization must agree, with private data': {
    proposal: {
      channelID: 'mychannel',
      chaincodeName: 'trade',
      chaincodePackage: { type: 'ccaas', connection: { address: '{{.host}}:9999' } },
      chaincodeDefinition: {
        sequence: 2,
        signaturePolicy: "AND('Org1MSP.member', 'Org2MSP.member')",
        collections: [{ name: 'prices', policy: "OR('Org1MSP.member', 'Org2MSP.member')", maxPeerCount: 1 }],
      },
    },
    policy: { type: 'percentage', percent: 100 },
    expires: '2030-01-31T12:00:00Z',
  },
};
