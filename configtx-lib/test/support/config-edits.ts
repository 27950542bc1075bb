// SPDX-License-Identifier: Apache-2.0

import { common, msp, orderer } from '@hyperledger/fabric-protos';
import { policyOf } from '../../src/genesis/set-policies.js';
import type { TestConsenter, TestOrganization } from './test-channel.js';
import { testMspConfig, type TestMsp } from './test-msp.js';

/** Changes a channel group in place. */
export type Edit = (channelGroup: common.ConfigGroup) => void;

interface Message {
  serializeBinary(): Uint8Array;
}

/** Makes several changes. */
export function edits(...all: readonly Edit[]): Edit {
  return (channelGroup) => {
    all.forEach((edit) => {
      edit(channelGroup);
    });
  };
}

/** The group at a path from the channel group: `Application/Org1MSP`. */
export function groupAt(channelGroup: common.ConfigGroup, path: string): common.ConfigGroup {
  return path
    .split('/')
    .filter((name) => name !== '')
    .reduce((group, name) => present(group.getGroupsMap().get(name), path), channelGroup);
}

/** Changes a value that is there. */
export function changeValue<T extends Message>(
  path: string,
  type: { deserializeBinary(bytes: Uint8Array): T },
  change: (message: T) => void,
): Edit {
  return (channelGroup) => {
    const value = valueAt(channelGroup, path);
    const message = type.deserializeBinary(value.getValue_asU8());
    change(message);
    value.setValue(message.serializeBinary());
  };
}

/** Sets a value, to be changed by admins. */
export function setValue(path: string, message: Message | Uint8Array): Edit {
  return (channelGroup) => {
    const [group, name] = placeOf(channelGroup, path);
    const value = new common.ConfigValue();
    value.setValue(message instanceof Uint8Array ? message : message.serializeBinary());
    value.setModPolicy('Admins');
    value.setVersion(group.getValuesMap().get(name)?.getVersion() ?? 0);
    group.getValuesMap().set(name, value);
  };
}

export function removeValue(path: string): Edit {
  return (channelGroup) => {
    const [group, name] = placeOf(channelGroup, path);
    group.getValuesMap().del(name);
  };
}

/** Sets a policy, to be changed by admins. */
export function setPolicy(path: string, policy: common.Policy | string): Edit {
  return (channelGroup) => {
    const [group, name] = placeOf(channelGroup, path);
    const element = group.getPoliciesMap().get(name)?.cloneMessage() ?? new common.ConfigPolicy();
    element.setPolicy(typeof policy === 'string' ? policyFrom(policy) : policy);
    element.setModPolicy(element.getModPolicy() === '' ? 'Admins' : element.getModPolicy());
    group.getPoliciesMap().set(name, element);
  };
}

/** Sets who may change a value. */
export function setModPolicy(path: string, modPolicy: string): Edit {
  return (channelGroup) => {
    valueAt(channelGroup, path).setModPolicy(modPolicy);
  };
}

export function removeGroup(path: string): Edit {
  return (channelGroup) => {
    const [group, name] = placeOf(channelGroup, path);
    group.getGroupsMap().del(name);
  };
}

export function setGroup(path: string, made: common.ConfigGroup = new common.ConfigGroup()): Edit {
  return (channelGroup) => {
    const [group, name] = placeOf(channelGroup, path);
    if (made.getModPolicy() === '') {
      made.setModPolicy('Admins');
    }
    group.getGroupsMap().set(name, made);
  };
}

/** An organization with the usual policies. */
export function organizationGroup(
  { mspID, ca, tlsCa }: TestOrganization,
  changes: Partial<TestMsp> = {},
): common.ConfigGroup {
  const group = new common.ConfigGroup();
  group.setModPolicy('Admins');
  setValue('MSP', testMspConfig({ mspID, roots: [ca.pem], tlsRoots: [tlsCa.pem], ...changes }))(group);
  setPolicy('Readers', `OR('${mspID}.member')`)(group);
  setPolicy('Writers', `OR('${mspID}.member')`)(group);
  setPolicy('Admins', `OR('${mspID}.admin')`)(group);
  setPolicy('Endorsement', `OR('${mspID}.peer')`)(group);
  return group;
}

/** Changes an organization's MSP. */
export function changeMsp(path: string, change: (config: msp.FabricMSPConfig) => void): Edit {
  return changeValue(`${path}/MSP`, msp.MSPConfig, (value) => {
    const config = msp.FabricMSPConfig.deserializeBinary(value.getConfig_asU8());
    change(config);
    value.setConfig(config.serializeBinary());
  });
}

/** Changes Raft's metadata. */
export function changeRaft(change: (metadata: orderer.etcdraft.ConfigMetadata) => void): Edit {
  return changeConsensus((consensus) => {
    const metadata = orderer.etcdraft.ConfigMetadata.deserializeBinary(consensus.getMetadata_asU8());
    change(metadata);
    consensus.setMetadata(metadata.serializeBinary());
  });
}

/** Changes SmartBFT's options. */
export function changeBft(change: (options: orderer.smartbft.Options) => void): Edit {
  return changeConsensus((consensus) => {
    const options = orderer.smartbft.Options.deserializeBinary(consensus.getMetadata_asU8());
    change(options);
    consensus.setMetadata(options.serializeBinary());
  });
}

export function changeConsensus(change: (consensus: orderer.ConsensusType) => void): Edit {
  return changeValue('Orderer/ConsensusType', orderer.ConsensusType, change);
}

export function raftConsenter({ host, port, clientTlsCert, serverTlsCert }: TestConsenter): orderer.etcdraft.Consenter {
  const consenter = new orderer.etcdraft.Consenter();
  consenter.setHost(host);
  consenter.setPort(port);
  consenter.setClientTlsCert(Buffer.from(clientTlsCert));
  consenter.setServerTlsCert(Buffer.from(serverTlsCert));
  return consenter;
}

export function bftConsenter(node: TestConsenter): common.Consenter {
  const consenter = new common.Consenter();
  consenter.setId(node.id);
  consenter.setHost(node.host);
  consenter.setPort(node.port);
  consenter.setMspId(node.mspID);
  consenter.setIdentity(Buffer.from(node.identity));
  consenter.setClientTlsCert(Buffer.from(node.clientTlsCert));
  consenter.setServerTlsCert(Buffer.from(node.serverTlsCert));
  return consenter;
}

export function capabilities(...names: readonly string[]): common.Capabilities {
  const message = new common.Capabilities();
  names.forEach((name) => message.getCapabilitiesMap().set(name, new common.Capability()));
  return message;
}

export function addresses(...list: readonly string[]): common.OrdererAddresses {
  const message = new common.OrdererAddresses();
  message.setAddressesList([...list]);
  return message;
}

function policyFrom(rule: string): common.Policy {
  return policyOf({ type: rule.includes('(') ? 'Signature' : 'ImplicitMeta', rule });
}

function valueAt(channelGroup: common.ConfigGroup, path: string): common.ConfigValue {
  const [group, name] = placeOf(channelGroup, path);
  return present(group.getValuesMap().get(name), path);
}

function placeOf(channelGroup: common.ConfigGroup, path: string): [common.ConfigGroup, string] {
  const names = path.split('/');
  return [groupAt(channelGroup, names.slice(0, -1).join('/')), names.at(-1) ?? ''];
}

function present<T>(found: T | undefined, path: string): T {
  if (found === undefined) {
    throw new Error(`nothing at ${path}`);
  }
  return found;
}
