// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';

/** Who may change an element of the configuration: configtxgen gives every one of them this policy of its group. */
export const adminsPolicy = 'Admins';

/** Sets a group's value, to be changed by its admins. */
export function setValue(group: common.ConfigGroup, name: string, message: { serializeBinary(): Uint8Array }): void {
  const value = new common.ConfigValue();
  value.setValue(message.serializeBinary());
  value.setModPolicy(adminsPolicy);
  group.getValuesMap().set(name, value);
}

/** Sets a group's policy, to be changed by its admins. */
export function setPolicy(group: common.ConfigGroup, name: string, policy: common.Policy): void {
  const element = new common.ConfigPolicy();
  element.setPolicy(policy);
  element.setModPolicy(adminsPolicy);
  group.getPoliciesMap().set(name, element);
}

/** The value of a `Capabilities` element: those that nodes must have. */
export function capabilities(...names: readonly string[]): common.Capabilities {
  const message = new common.Capabilities();
  for (const name of names) {
    message.getCapabilitiesMap().set(name, new common.Capability());
  }
  return message;
}
