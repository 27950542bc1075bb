// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { DeployChaincode } from '../proposal.js';
import { ccaasPackageSchema } from './ccaas-package-schema.js';
import { chaincodeDefinitionSchema } from './chaincode-definition-schema.js';
import { channelIDSchema, chaincodeNameSchema } from './fabric-name-schemas.js';

/** The fields of the kind `deploy-chaincode`, as v0.4's `proposal` has them; for schemas that add to them. */
export const deployChaincodeFields = {
  channelID: channelIDSchema,
  chaincodeName: chaincodeNameSchema,
  chaincodePackage: ccaasPackageSchema,
  chaincodeDefinition: chaincodeDefinitionSchema,
};

/** A body of the kind `deploy-chaincode`, complete with its defaults: the label is `NAME_VERSION`. */
export const deployChaincodeSchema = z
  .strictObject({ kind: z.literal('deploy-chaincode'), ...deployChaincodeFields })
  .transform((body): DeployChaincode => {
    const { label = `${body.chaincodeName}_${body.chaincodeDefinition.version}`, ...rest } = body.chaincodePackage;
    return { ...body, chaincodePackage: { ...rest, label } };
  });
