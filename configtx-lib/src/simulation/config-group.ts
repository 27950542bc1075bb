// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import type { ConfigElement, ConfigMap } from './config-map.js';
import { refusal } from './refusal.js';

const ordererCapabilities = '[Value]  /Channel/Orderer/Capabilities';
const defaultModPolicy = 'Admins';

/**
 * The channel group that elements make up (configtx.configMapToConfig): a group has the members that it names itself,
 * so those that it no longer names are gone.
 *
 * @throws ConfigTxError `REFUSED`
 */
export function configGroup(elements: ConfigMap): common.ConfigGroup {
  return new GroupBuilder(elements).build('/Channel');
}

class GroupBuilder {
  readonly #elements: ConfigMap;
  /** Channels of Fabric 1.0 have elements without modification policy, which nobody could change: Fabric heals them. */
  readonly #healsModPolicies: boolean;

  constructor(elements: ConfigMap) {
    this.#elements = elements;
    this.#healsModPolicies = elements.has(ordererCapabilities);
  }

  build(path: string): common.ConfigGroup {
    const named = this.#group(path);
    const group = new common.ConfigGroup();
    group.setVersion(named.getVersion());
    group.setModPolicy(named.getModPolicy());
    for (const key of named.getGroupsMap().keys()) {
      group.getGroupsMap().set(key, this.build(`${path}/${key}`));
    }
    for (const key of named.getValuesMap().keys()) {
      group.getValuesMap().set(key, this.#healed(this.#value(`${path}/${key}`)));
    }
    for (const key of named.getPoliciesMap().keys()) {
      group.getPoliciesMap().set(key, this.#healed(this.#policy(`${path}/${key}`)));
    }
    return this.#healed(group);
  }

  #group(path: string): common.ConfigGroup {
    const element = this.#elements.get(`[Group]  ${path}`);
    if (element?.kind !== 'Group') {
      throw refusal(`missing group at path: [Group]  ${path}`);
    }
    return element.message;
  }

  #value(path: string): common.ConfigValue {
    const element = this.#elements.get(`[Value]  ${path}`);
    if (element?.kind !== 'Value') {
      throw refusal(`missing value at path: [Value]  ${path}`);
    }
    return element.message.cloneMessage();
  }

  #policy(path: string): common.ConfigPolicy {
    const element = this.#elements.get(`[Policy] ${path}`);
    if (element?.kind !== 'Policy') {
      throw refusal(`missing policy at path: [Policy] ${path}`);
    }
    return element.message.cloneMessage();
  }

  #healed<T extends ConfigElement['message']>(message: T): T {
    if (this.#healsModPolicies && message.getModPolicy() === '') {
      message.setModPolicy(defaultModPolicy);
    }
    return message;
  }
}
