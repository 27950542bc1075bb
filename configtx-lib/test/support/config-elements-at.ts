// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';

/** A group by its path below `/Channel`: `Application/Org1MSP`, or nothing for the channel group. */
export function groupAt(config: common.Config, path: string): common.ConfigGroup {
  const names = path === '' ? [] : path.split('/');
  const group = names.reduce((parent, name) => parent?.getGroupsMap().get(name), config.getChannelGroup());
  if (!group) {
    throw new Error(`no group ${path}`);
  }
  return group;
}

/** A value by its group's path and its name. */
export function valueAt<T>(
  config: common.Config,
  path: string,
  name: string,
  type: { deserializeBinary(bytes: Uint8Array): T },
): T {
  const value = groupAt(config, path).getValuesMap().get(name);
  if (!value) {
    throw new Error(`no value ${name} in ${path}`);
  }
  return type.deserializeBinary(value.getValue_asU8());
}
