// SPDX-License-Identifier: Apache-2.0

import { orderer } from '@hyperledger/fabric-protos';
import { ConfigTxError } from '../../config-tx-error.js';
import type { OrdererConfig } from '../../simulation/orderer-config.js';
import { validateBftOptions } from '../../simulation/validate-bft-options.js';
import type { ConfigTransition, Risk } from './risk.js';

/**
 * What BFT ordering nodes take without a look, and then stop at (smartbft's RuntimeConfig.configBlockCommitted): options
 * that make no sense, and consenters of an MSP that the channel does not have.
 */
export function bftHaltRisks({ after: { resources } }: ConfigTransition): Risk[] {
  const { orderer: config } = resources;
  if (config?.consensusType.getType() !== 'BFT') {
    return [];
  }
  const strangers = config.consenters.filter((consenter) => !resources.msps.mspIDs.includes(consenter.getMspId()));
  const numbers = config.consenters.map((consenter) => consenter.getId());
  const twice = numbers.filter((number, index) => numbers.indexOf(number) !== index);
  return [
    ...optionsProblem(config).map((reason) => halt('/Channel/Orderer/ConsensusType', `SmartBFT's options: ${reason}`)),
    ...strangers.map((consenter) => {
      const place = `consenter ${consenter.getId()}, ${consenter.getHost()}:${consenter.getPort()}`;
      return halt(
        '/Channel/Orderer/Orderers',
        `${place} is of ${consenter.getMspId()}, which the channel does not have`,
      );
    }),
    ...twice.map((number) => halt('/Channel/Orderer/Orderers', `there are two consenters of number ${number}`)),
  ];
}

function halt(path: string, reason: string): Risk {
  const text = `The ordering service would take this and then stop: ${reason}.`;
  return { code: 'BFT_HALT', severity: 'critical', path, text };
}

/** With the batch size, from which SmartBFT has its limits. */
function optionsProblem({ consensusType, batchSize }: OrdererConfig): string[] {
  try {
    const options = orderer.smartbft.Options.deserializeBinary(consensusType.getMetadata_asU8());
    options.setRequestBatchMaxCount(batchSize.getMaxMessageCount());
    options.setRequestBatchMaxBytes(batchSize.getAbsoluteMaxBytes());
    validateBftOptions(options);
    return [];
  } catch (error) {
    return [error instanceof ConfigTxError ? error.message : 'they cannot be decoded'];
  }
}
