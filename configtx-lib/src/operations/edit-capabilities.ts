// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { editValue, removeValue } from './edit-value.js';
import { OperationProblem } from './operation-problem.js';

/** What Fabric 3 knows; a node that meets another one stops. */
const known = {
  channel: ['V1_1', 'V1_3', 'V1_4_2', 'V1_4_3', 'V2_0', 'V3_0'],
  orderer: ['V1_1', 'V1_4_2', 'V2_0'],
  application: ['V1_1', 'V1_2', 'V1_3', 'V1_4_2', 'V2_0', 'V2_5'],
} as const;

/** Makes these, and no others, the capabilities of a group; undefined leaves them. */
export function editCapabilities(group: common.ConfigGroup, names: readonly string[] | undefined): void {
  if (names === undefined) {
    return;
  }
  if (names.length === 0) {
    removeValue(group, 'Capabilities');
    return;
  }
  editValue({
    group,
    name: 'Capabilities',
    type: common.Capabilities,
    edit: (message) => {
      const map = message.getCapabilitiesMap();
      const unwanted = [...map.keys()].filter((name) => !names.includes(name));
      unwanted.forEach((name) => map.del(name));
      names.filter((name) => !map.has(name)).forEach((name) => map.set(name, new common.Capability()));
    },
  });
}

/** @throws OperationProblem for capabilities that no Fabric knows for such a group */
export function validateCapabilities(kind: keyof typeof known, names: readonly string[] = []): void {
  const all: readonly string[] = known[kind];
  names.forEach((name, index) => {
    if (!all.includes(name)) {
      throw new OperationProblem(
        ['capabilities', index],
        `no ${kind} capability of Fabric; there are ${all.join(', ')}`,
      );
    }
  });
}
