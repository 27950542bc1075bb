// SPDX-License-Identifier: Apache-2.0

import { randomBytes } from 'node:crypto';
import { ConfigTxError, simulateUpdate } from '@opssc/configtx';
import { common } from '@hyperledger/fabric-protos';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { errorMessage } from '../node/error-message.js';
import type { NodeIdentity } from '../node/node-identity.js';
import { unpackEnvelope } from '../node/unpack-envelope.js';
import type { ChannelState } from './channel-state.js';
import { filterMessage } from './message-filters.js';
import { requireRaftQuorum } from './raft-membership.js';
import { readOrdererConfig, type Consenter } from './orderer-config.js';
import { badRequest, Rejection } from './rejection.js';

export interface ProcessConfigUpdateOptions {
  /** Of type CONFIG_UPDATE, as it was broadcast. */
  readonly update: common.Envelope;
  readonly state: ChannelState;
  /** The orderer that takes the update signs the configuration. */
  readonly signer: NodeIdentity;
  readonly isRunning: (consenter: Consenter) => boolean;
  readonly now: Date;
}

/**
 * Makes the configuration transaction of an update: StandardChannel.ProcessConfigUpdateMsg of Fabric.
 *
 * @throws Rejection when the sender may not, or the update is not one that may follow the current configuration
 */
export async function processConfigUpdate(options: ProcessConfigUpdateOptions): Promise<common.Envelope> {
  const { update, state, signer, now } = options;
  within('config update for existing channel did not pass initial checks', () => {
    filterMessage(update, state, now);
  });
  const configEnvelope = simulate(options);
  const transaction = await configTransaction(configEnvelope, state.channelID, signer, now);
  within('config update for existing channel did not pass final checks', () => {
    filterMessage(transaction, state, now);
  });
  return transaction;
}

function simulate({ update, state, isRunning, now }: ProcessConfigUpdateOptions): common.ConfigEnvelope {
  const { channelID, config: current, orderer } = state;
  try {
    const envelope = common.ConfigUpdateEnvelope.deserializeBinary(unpackEnvelope(update).data);
    const proposed = simulateUpdate({ channelID, current, envelope, transaction: update, now });
    const next = proposed.getConfig();
    if (next && orderer.consensusType === 'etcdraft') {
      within(
        `error applying config update to existing channel '${channelID}': ` +
          'consensus metadata update for channel config update is invalid',
        () => {
          requireRaftQuorum({ current: orderer, next: readOrdererConfig(next), isRunning });
        },
      );
    }
    return proposed;
  } catch (error) {
    throw rejectionOf(error, channelID);
  }
}

/** What BFT itself checks of a configuration comes after the others' checks, and with another status. */
function rejectionOf(error: unknown, channelID: string): Rejection {
  if (error instanceof Rejection) {
    return error;
  }
  if (!(error instanceof ConfigTxError)) {
    const prefix = `error applying config update to existing channel '${channelID}'`;
    return badRequest(`${prefix}: ${errorMessage(error)}`, { cause: error });
  }
  const isProcessing = /^(config update for|error applying config update to) existing channel/.test(error.message);
  const status = isProcessing ? common.Status.BAD_REQUEST : common.Status.SERVICE_UNAVAILABLE;
  return new Rejection(status, error.message, { cause: error });
}

async function configTransaction(
  data: common.ConfigEnvelope,
  channelID: string,
  signer: NodeIdentity,
  now: Date,
): Promise<common.Envelope> {
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG);
  channelHeader.setTimestamp(timestamps.Timestamp.fromDate(now));
  channelHeader.setChannelId(channelID);
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(signer.creator);
  signatureHeader.setNonce(randomBytes(24));
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(data.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  envelope.setSignature(await signer.sign(envelope.getPayload_asU8()));
  return envelope;
}

function within<T>(context: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Rejection) {
      throw new Rejection(error.status, `${context}: ${error.message}`, { cause: error });
    }
    throw error;
  }
}
