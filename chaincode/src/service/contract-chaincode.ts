// SPDX-License-Identifier: Apache-2.0

import { JSONSerializer } from 'fabric-contract-api';
import type { ChaincodeInterface } from 'fabric-shim';
import { createRequire } from 'node:module';
import { ExecutionContract } from '../contracts/execution-contract.js';
import { GovernanceContract } from '../contracts/governance-contract.js';
import { ProposalsContract } from '../contracts/proposals-contract.js';
import { RegistryContract } from '../contracts/registry-contract.js';
import { ResourcesContract } from '../contracts/resources-contract.js';

/** What fabric-shim makes of contract classes when its own command starts them; it has no type declarations. */
type ChaincodeFromContract = new (
  contracts: readonly (new () => object)[],
  serializers: { readonly transaction: string; readonly serializers: Readonly<Record<string, unknown>> },
  metadata: object,
  title: string,
) => ChaincodeInterface;

const ContractChaincode = createRequire(import.meta.url)(
  'fabric-shim/lib/contract-spi/chaincodefromcontract.js',
) as ChaincodeFromContract;

/** The contracts of OpsSC as one chaincode. */
export function newContractChaincode(): ChaincodeInterface {
  return new ContractChaincode(
    [ProposalsContract, ExecutionContract, RegistryContract, GovernanceContract, ResourcesContract],
    { transaction: 'json', serializers: { json: JSONSerializer } },
    {},
    'opssc',
  );
}
