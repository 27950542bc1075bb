// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { applyUpdate, type ApplyUpdateOptions } from './apply-update.js';
import { validateBftBlockValidation } from './bft-block-validation.js';
import type { Capabilities } from './capabilities.js';
import { type ChannelResources, channelResources } from './channel-resources.js';
import { applyMaintenanceFilter } from './maintenance-filter.js';
import { type OrdererConfig, withoutEndpoints } from './orderer-config.js';
import { validateRaftMetadataUpdate } from './raft-metadata-update.js';
import { refusal, within } from './refusal.js';
import { successor } from './updated-config.js';
import { validateSuccessor } from './validate-successor.js';

export interface ProposeOptions extends ApplyUpdateOptions {
  /** Of the current configuration. */
  readonly resources: ChannelResources;
  readonly now: Date;
}

/** A configuration that an update leads to, as it is read, and the orderer groups before and after. */
export interface ProposedConfig {
  readonly update: common.ConfigUpdate;
  readonly config: common.Config;
  readonly resources: ChannelResources;
  readonly current: OrdererConfig;
  readonly next: OrdererConfig;
}

/**
 * The configuration that an update leads to, once it has been found to be one that may follow the current one
 * (multichannel.ChainSupport.ProposeConfigUpdate).
 *
 * @throws ConfigTxError `REFUSED`
 */
export function propose({ resources, now, ...applied }: ProposeOptions): ProposedConfig {
  const current = requireOrderer(resources);
  const config = successor(applied.current, applyUpdate(applied));
  const next = channelResources(applied.channelID, config);
  const nextOrderer = within('config update is not compatible', () => requireCompatible(next));
  validateSuccessor(resources, next);
  within('consensus metadata update for channel config update is invalid', () => {
    validateConsensusMetadata(current, nextOrderer, now);
  });
  return { update: applied.update, config, resources: next, current, next: nextOrderer };
}

/**
 * What is checked of a proposed configuration at last: the rules of maintenance mode
 * (msgprocessor.StandardChannel.ProcessConfigUpdateMsg), and BFT's own (smartbft.BFTChain.Configure).
 *
 * @throws ConfigTxError `REFUSED`
 */
export function validateTransition({ update, config, current, next }: ProposedConfig): void {
  within('config update for existing channel did not pass maintenance checks', () => {
    within('config transaction inspection failed', () => {
      applyMaintenanceFilter({ current, next, update });
    });
  });
  const ordererGroup = config.getChannelGroup()?.getGroupsMap().get('Orderer');
  if (current.consensusType.getType() === 'BFT' && ordererGroup) {
    validateBftBlockValidation(ordererGroup, next);
  }
}

/** @throws ConfigTxError `REFUSED` for a configuration without */
export function requireOrderer({ orderer }: Pick<ChannelResources, 'orderer'>): OrdererConfig {
  if (!orderer) {
    throw refusal('config does not contain orderer config');
  }
  return orderer;
}

function requireCompatible(resources: ChannelResources): OrdererConfig {
  const orderer = requireOrderer(resources);
  requireSupported('orderer', orderer.capabilities);
  requireSupported('channel', resources.capabilities);
  return orderer;
}

/** Fabric says the reason twice. */
function requireSupported(level: string, capabilities: Capabilities): void {
  try {
    capabilities.requireSupported();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw refusal(`config requires unsupported ${level} capabilities: ${reason}: ${reason}`, { cause });
  }
}

/** Raft looks at it, BFT does not. */
function validateConsensusMetadata(current: OrdererConfig, next: OrdererConfig, now: Date): void {
  if (current.consensusType.getType() !== 'etcdraft' || next.consensusType.getMetadata_asU8().length === 0) {
    return;
  }
  const type = next.consensusType.getType();
  if (type === 'etcdraft') {
    validateRaftMetadataUpdate({ current, next, now });
  } else if (type === 'BFT') {
    const [missing] = withoutEndpoints([...next.organizations.values()]);
    if (missing !== undefined) {
      throw refusal(
        `illegal orderer config detected during consensus metadata validation: endpoints of org ${missing} are missing`,
      );
    }
  } else {
    throw refusal(`illegal consensus type detected during consensus metadata validation: ${type}`);
  }
}
