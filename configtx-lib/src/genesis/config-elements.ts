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

/** The capabilities of a profile as a list. */
export function capabilityNames(names: string | readonly string[]): readonly string[] {
  return typeof names === 'string' ? [names] : names;
}

/** The value of a `Capabilities` element: those that nodes must have. */
export function capabilities(names: string | readonly string[]): common.Capabilities {
  const message = new common.Capabilities();
  for (const name of capabilityNames(names)) {
    message.getCapabilitiesMap().set(name, new common.Capability());
  }
  return message;
}

/** The value of an `Endpoints` or `OrdererAddresses` element, of `host:port`. */
export function ordererAddresses(addresses: readonly string[]): common.OrdererAddresses {
  const message = new common.OrdererAddresses();
  message.setAddressesList([...addresses]);
  return message;
}

/** Sets the capabilities of a group that requires any. */
export function setCapabilities(group: common.ConfigGroup, names: string | readonly string[]): void {
  if (capabilityNames(names).length > 0) {
    setValue(group, 'Capabilities', capabilities(names));
  }
}
