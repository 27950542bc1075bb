// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { validIdentities } from '../policy/valid-identities.js';
import { authorizeUpdate } from './apply-update.js';
import { authorizer } from './authorizer.js';
import { type ChannelResources, channelResources } from './channel-resources.js';
import { refusal, within } from './refusal.js';
import { signedDataOf } from './signed-data.js';
import { validateSuccessor } from './validate-successor.js';
import { configGroup } from './config-group.js';
import { decodeProto } from './decode-proto.js';

export interface ValidateConfigEnvelopeOptions {
  readonly channelID: string;
  readonly current: common.Config;
  readonly envelope: common.ConfigEnvelope;
}

/**
 * Checks what a peer checks of a configuration block: that the update in it is allowed, makes just this configuration
 * of the current one, and that this is one that a peer can work with (peer.Channel.Apply).
 *
 * @throws ConfigTxError `REFUSED`. A real peer stops working when it is for capabilities that it does not have.
 */
export function validateConfigEnvelope({ channelID, current, envelope }: ValidateConfigEnvelopeOptions): void {
  const resources = channelResources(channelID, current);
  const config = envelope.getConfig();
  if (!config) {
    throw refusal('config envelope has nil config');
  }
  if (config.getSequence() !== current.getSequence() + 1) {
    throw refusal(
      `config currently at sequence ${current.getSequence()}, cannot validate config at sequence ${config.getSequence()}`,
    );
  }
  const updateEnvelope = updateEnvelopeOf(envelope.getLastUpdate());
  const channelGroup = applySigned(updateEnvelope, { channelID, current, resources });
  if (!isSame(channelGroup, config.getChannelGroup())) {
    throw refusal('ConfigEnvelope LastUpdate did not produce the supplied config result');
  }
  const next = channelResources(channelID, config);
  validateSuccessor(resources, next);
  requireCapabilities(next);
}

interface CurrentState {
  readonly channelID: string;
  readonly current: common.Config;
  readonly resources: ChannelResources;
}

function applySigned(
  updateEnvelope: common.ConfigUpdateEnvelope,
  { channelID, current, resources }: CurrentState,
): common.ConfigGroup {
  const bytes = updateEnvelope.getConfigUpdate_asU8();
  const update = decodeProto(common.ConfigUpdate, bytes);
  const signed = signedDataOf(bytes, updateEnvelope.getSignaturesList());
  const authorize = authorizer(resources, validIdentities(signed, resources.msps));
  const elements = authorizeUpdate({ channelID, current, update, authorize });
  return within('could not turn configMap back to channelGroup', () => configGroup(elements));
}

/** protoutil.EnvelopeToConfigUpdate */
function updateEnvelopeOf(envelope: common.Envelope | undefined): common.ConfigUpdateEnvelope {
  const bytes = envelope?.getPayload_asU8() ?? new Uint8Array();
  const payload = within('error unmarshalling Payload', () => decodeProto(common.Payload, bytes));
  const header = payload.getHeader();
  if (!header) {
    throw refusal('envelope must have a Header');
  }
  const type = within('error unmarshalling ChannelHeader', () =>
    decodeProto(common.ChannelHeader, header.getChannelHeader_asU8()),
  ).getType();
  if (type !== common.HeaderType.CONFIG_UPDATE) {
    throw refusal(`invalid type ${headerTypeName(type)}, expected CONFIG_UPDATE`);
  }
  return within('error unmarshalling message for type CONFIG_UPDATE', () =>
    decodeProto(common.ConfigUpdateEnvelope, payload.getData_asU8()),
  );
}

function headerTypeName(type: number): string {
  return Object.entries(common.HeaderType).find(([, number]) => number === type)?.[0] ?? String(type);
}

/** Maps are written in the order of their keys. */
function isSame(expected: common.ConfigGroup, actual: common.ConfigGroup | undefined): boolean {
  return actual !== undefined && Buffer.from(expected.serializeBinary()).equals(actual.serializeBinary());
}

function requireCapabilities({ channelID, capabilities, application }: ChannelResources): void {
  if (!application) {
    throw refusal(`[channel ${channelID}] does not have application config so is incompatible`);
  }
  within(`[channel ${channelID}] incompatible`, () => {
    application.capabilities.requireSupported();
    capabilities.requireSupported();
  });
}
