// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import type { ElementKind } from './compare-maps.js';

export const valueElements: ElementKind<common.ConfigValue> = {
  compare: (original, updated) =>
    original.getModPolicy() === updated.getModPolicy() &&
    Buffer.compare(original.getValue_asU8(), updated.getValue_asU8()) === 0
      ? undefined
      : { write: valueInVersion(updated, original.getVersion() + 1) },
  added: (value) => valueInVersion(value, 0),
  unchanged: (value) => {
    const unchanged = new common.ConfigValue();
    unchanged.setVersion(value.getVersion());
    return unchanged;
  },
};

export const policyElements: ElementKind<common.ConfigPolicy> = {
  compare: (original, updated) =>
    original.getModPolicy() === updated.getModPolicy() && isSamePolicy(original.getPolicy(), updated.getPolicy())
      ? undefined
      : { write: policyInVersion(updated, original.getVersion() + 1) },
  added: (policy) => policyInVersion(policy, 0),
  unchanged: (policy) => {
    const unchanged = new common.ConfigPolicy();
    unchanged.setVersion(policy.getVersion());
    return unchanged;
  },
};

function valueInVersion(value: common.ConfigValue, version: number): common.ConfigValue {
  const written = new common.ConfigValue();
  written.setVersion(version);
  written.setValue(value.getValue_asU8());
  written.setModPolicy(value.getModPolicy());
  return written;
}

function policyInVersion(element: common.ConfigPolicy, version: number): common.ConfigPolicy {
  const written = new common.ConfigPolicy();
  written.setVersion(version);
  written.setModPolicy(element.getModPolicy());
  const policy = element.getPolicy();
  if (policy) {
    const copy = new common.Policy();
    copy.setType(policy.getType());
    copy.setValue(policy.getValue_asU8());
    written.setPolicy(copy);
  }
  return written;
}

/** An empty policy is not the same as none. */
function isSamePolicy(one: common.Policy | undefined, other: common.Policy | undefined): boolean {
  if (!one || !other) {
    return one === other;
  }
  return one.getType() === other.getType() && Buffer.compare(one.getValue_asU8(), other.getValue_asU8()) === 0;
}
