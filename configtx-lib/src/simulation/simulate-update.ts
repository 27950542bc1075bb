// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import type { ValidIdentity } from '../policy-evaluation.js';
import { validIdentities } from '../policy/valid-identities.js';
import { authorizer } from './authorizer.js';
import { type ChannelResources, channelResources } from './channel-resources.js';
import { filterTransaction, requireSize } from './filter-transaction.js';
import { propose, requireOrderer, validateTransition } from './propose-config.js';
import { within } from './refusal.js';
import { unsignedConfigUpdateTransaction } from '../update/unsigned-config-update-transaction.js';
import { signedDataOf } from './signed-data.js';
import { decodeProto } from './decode-proto.js';

export interface SimulateUpdateOptions {
  readonly channelID: string;
  readonly current: common.Config;
  readonly envelope: common.ConfigUpdateEnvelope;
  readonly now: Date;
  /** The transaction that carries the update, if its sender and length are to be checked too. */
  readonly transaction?: common.Envelope;
}

/**
 * What the ordering service makes of an update that is broadcast to it: versions, modification policies, signatures,
 * the new configuration itself, and what the consensus has to say (msgprocessor.StandardChannel, multichannel's
 * ChainSupport, and Configure of BFT). All consenters are taken to be up.
 *
 * @returns what a configuration block would carry; without the transaction, its last update has no sender
 * @throws ConfigTxError `REFUSED` with the text that an orderer answers
 */
export function simulateUpdate(options: SimulateUpdateOptions): common.ConfigEnvelope {
  const { channelID, current, envelope, now, transaction } = options;
  const resources = channelResources(channelID, current);
  const orderer = requireOrderer(resources);
  if (transaction) {
    within('config update for existing channel did not pass initial checks', () => {
      filterTransaction({ transaction, resources, orderer, now });
    });
  }
  const proposed = within(`error applying config update to existing channel '${channelID}'`, () => {
    const signed = within('error authorizing update', () => readSigned(envelope, resources));
    const authorize = authorizer(resources, signed.identities);
    return propose({ channelID, current, update: signed.update, authorize, resources, now });
  });
  const result = configEnvelope(proposed.config, transaction ?? unsignedConfigUpdateTransaction(channelID, envelope));
  within('config update for existing channel did not pass final checks', () => {
    // Without the header and the signature that the ordering node adds.
    requireSize(result.serializeBinary().length, orderer);
  });
  validateTransition(proposed);
  return result;
}

function readSigned(
  envelope: common.ConfigUpdateEnvelope,
  { msps }: ChannelResources,
): { update: common.ConfigUpdate; identities: readonly ValidIdentity[] } {
  const bytes = envelope.getConfigUpdate_asU8();
  return {
    update: decodeProto(common.ConfigUpdate, bytes),
    identities: validIdentities(signedDataOf(bytes, envelope.getSignaturesList()), msps),
  };
}

function configEnvelope(config: common.Config, update: common.Envelope): common.ConfigEnvelope {
  const envelope = new common.ConfigEnvelope();
  envelope.setConfig(config);
  envelope.setLastUpdate(update);
  return envelope;
}
