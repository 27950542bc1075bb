// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { messageTypeOf } from '../../src/codec/message-type-of.js';
import { writeMessage } from '../../src/codec/write-message.js';
import { randomMessage } from './random-message.js';
import type { RandomSource } from './random-source.js';

export interface RandomConfigOptions {
  readonly random: RandomSource;
  readonly organizations: number;
  readonly consensus: 'etcdraft' | 'BFT';
  /** In bytes. Default: as those of a usual CA. */
  readonly largestCertificate?: number;
}

const usualCertificate = 900;

/**
 * A configuration with the groups and values of a real channel, in random versions, under random mod policies, with
 * random contents. Certificates are bytes of some length: no tool that compares configurations looks into them.
 */
export function randomConfig({
  random,
  organizations,
  consensus,
  largestCertificate = usualCertificate,
}: RandomConfigOptions): common.Config {
  const names = Array.from({ length: organizations }, (_, index) => `Org${index + 1}MSP`);
  const config = new common.Config();
  config.setSequence(random.below(1000));
  const channel = randomGroup(random, ['Capabilities', 'HashingAlgorithm', 'BlockDataHashingStructure', 'Consortium']);
  config.setChannelGroup(channel);

  const orderer = randomGroup(random, ['BatchSize', 'BatchTimeout', 'ChannelRestrictions', 'Capabilities']);
  setRandomValue(orderer, 'ConsensusType', random);
  orderer.getValuesMap().get('ConsensusType')?.setValue(consensusType(consensus, random));
  if (consensus === 'BFT') {
    setRandomValue(orderer, 'Orderers', random);
  }
  const application = randomGroup(random, ['Capabilities', 'ACLs']);
  channel.getGroupsMap().set('Orderer', orderer);
  channel.getGroupsMap().set('Application', application);
  for (const name of names) {
    const organization = randomGroup(random, ['AnchorPeers']);
    setRandomValue(organization, 'MSP', random, largestCertificate);
    application.getGroupsMap().set(name, organization);
    if (random.once(3)) {
      orderer.getGroupsMap().set(name, randomGroup(random, ['MSP', 'Endpoints']));
    }
  }
  return config;
}

/** With four policies, as all groups have them. */
export function randomGroup(random: RandomSource, values: readonly string[]): common.ConfigGroup {
  const group = new common.ConfigGroup();
  group.setVersion(random.below(6));
  group.setModPolicy(randomModPolicy(random));
  for (const name of values) {
    setRandomValue(group, name, random);
  }
  for (const name of ['Admins', 'Readers', 'Writers', 'Endorsement']) {
    setRandomPolicy(group, name, random);
  }
  return group;
}

export function setRandomValue(
  group: common.ConfigGroup,
  name: string,
  random: RandomSource,
  largestCertificate = usualCertificate,
): void {
  const value = new common.ConfigValue();
  value.setVersion(random.below(6));
  value.setModPolicy(randomModPolicy(random));
  value.setValue(
    name === 'MSP' ? mspOfSomeLength(random, largestCertificate) : randomBytesOf(valueTypes[name], random),
  );
  group.getValuesMap().set(name, value);
}

export function setRandomPolicy(group: common.ConfigGroup, name: string, random: RandomSource): void {
  const policy = new common.ConfigPolicy();
  policy.setVersion(random.below(6));
  policy.setModPolicy(randomModPolicy(random));
  if (!random.once(20)) {
    policy.setPolicy(common.Policy.deserializeBinary(randomBytesOf('common.Policy', random)));
  }
  group.getPoliciesMap().set(name, policy);
}

export function randomModPolicy(random: RandomSource): string {
  return random.pick('Admins', 'Admins', 'Admins', '/Channel/Application/Admins', '/Channel/Orderer/Admins', '');
}

const valueTypes: Readonly<Record<string, string>> = {
  ACLs: 'protos.ACLs',
  AnchorPeers: 'protos.AnchorPeers',
  BatchSize: 'orderer.BatchSize',
  BatchTimeout: 'orderer.BatchTimeout',
  BlockDataHashingStructure: 'common.BlockDataHashingStructure',
  Capabilities: 'common.Capabilities',
  ChannelRestrictions: 'orderer.ChannelRestrictions',
  ConsensusType: 'orderer.ConsensusType',
  Consortium: 'common.Consortium',
  Endpoints: 'common.OrdererAddresses',
  HashingAlgorithm: 'common.HashingAlgorithm',
  Orderers: 'common.Orderers',
};

function randomBytesOf(type: string | undefined, random: RandomSource): Uint8Array {
  return writeMessage(randomMessage({ type: messageTypeOf(type ?? ''), random, size: 12 }));
}

function consensusType(type: 'etcdraft' | 'BFT', random: RandomSource): Uint8Array {
  const message = randomMessage({ type: messageTypeOf('orderer.ConsensusType'), random, size: 1 });
  const metadata = type === 'BFT' ? 'orderer.smartbft.Options' : 'etcdraft.ConfigMetadata';
  message.set(message.type.byName.get('type')?.index ?? 0, type);
  message.set(message.type.byName.get('metadata')?.index ?? 0, randomBytesOf(metadata, random));
  return writeMessage(message);
}

function mspOfSomeLength(random: RandomSource, largestCertificate: number): Uint8Array {
  const type = messageTypeOf('msp.FabricMSPConfig');
  const config = randomMessage({ type, random, size: 8 });
  const certificate = Buffer.alloc(random.below(largestCertificate), random.below(256));
  config.set(type.byName.get('root_certs')?.index ?? 0, [certificate, certificate]);
  const mspType = messageTypeOf('msp.MSPConfig');
  const msp = randomMessage({ type: mspType, random, size: 0 });
  msp.set(mspType.byName.get('type')?.index ?? 0, 0);
  msp.set(mspType.byName.get('config')?.index ?? 0, writeMessage(config));
  return writeMessage(msp);
}
