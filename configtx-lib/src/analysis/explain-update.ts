// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import type { JsonValue } from '../codec/json-value.js';
import { updatedConfig } from '../simulation/updated-config.js';
import { describeValueChange } from './describe-value-change.js';
import type { ElementChange, ExplainedChange, Explanation } from './explanation.js';
import { fieldOf } from './json-fields.js';
import { policyRule } from './policy-rule.js';
import { base64Json, readableJson } from './readable-json.js';
import { groupWords } from './words/group-words.js';
import { organizationSummary } from './words/organization-summary.js';

export interface ExplainUpdateOptions {
  readonly update: common.ConfigUpdate;
  readonly current: common.Config;
}

/**
 * What an update changes, element by element, in words and as data.
 *
 * @throws ConfigTxError `REFUSED` for an update that was not made for the current configuration
 */
export function explainUpdate({ update, current }: ExplainUpdateOptions): Explanation {
  const before = current.getChannelGroup() ?? new common.ConfigGroup();
  const after = updatedConfig({ current, update }).getChannelGroup() ?? new common.ConfigGroup();
  const changes = groupChanges({ name: 'Channel', path: '/Channel', before, after });
  const title = `Channel ${update.getChannelId()}, configuration ${current.getSequence()} → ${current.getSequence() + 1}`;
  const lines = changes.map(({ what }) => `  - ${what}`);
  return { changes, text: [`${title}:`, ...(lines.length > 0 ? lines : ['  nothing changes']), ''].join('\n') };
}

interface GroupChange {
  readonly name: string;
  readonly path: string;
  readonly before: common.ConfigGroup;
  readonly after: common.ConfigGroup;
}

function groupChanges(change: GroupChange): ExplainedChange[] {
  return [
    ...modPolicyChange(change.path, groupWords(change.name), change),
    ...policyChanges(change),
    ...valueChanges(change),
    ...subGroupChanges(change),
  ];
}

function subGroupChanges({ name: side, path, before, after }: GroupChange): ExplainedChange[] {
  return pairs(before.getGroupsMap(), after.getGroupsMap()).flatMap(([name, old, present]): ExplainedChange[] => {
    const groupPath = `${path}/${name}`;
    if (old && present) {
      return groupChanges({ name, path: groupPath, before: old, after: present });
    }
    if (present) {
      const what = `adds organization ${name} to ${sideWords(side)} (${organizationSummary(present)})`;
      return [{ path: groupPath, kind: 'added', what, after: groupJson(side, present) }];
    }
    const what = `removes organization ${name} from ${sideWords(side)}`;
    return [{ path: groupPath, kind: 'removed', what, ...(old ? { before: groupJson(side, old) } : {}) }];
  });
}

function sideWords(side: string): string {
  switch (side) {
    case 'Application':
      return 'the application organizations';
    case 'Orderer':
      return 'the ordering organizations';
    default:
      return groupWords(side);
  }
}

function policyChanges({ name: owner, path, before, after }: GroupChange): ExplainedChange[] {
  return pairs(before.getPoliciesMap(), after.getPoliciesMap()).flatMap(([name, old, present]): ExplainedChange[] => {
    const place = `${path}/${name}`;
    const what = `policy ${name} of ${groupWords(owner)}`;
    return [
      ...policyChange(what, old?.getPolicy(), present?.getPolicy()).map((change) => ({ path: place, ...change })),
      ...(old && present ? modPolicyChange(place, what, { before: old, after: present }) : []),
    ];
  });
}

function policyChange(what: string, old?: common.Policy, present?: common.Policy): ElementChange[] {
  const [from, to] = [policyRule(old), policyRule(present)];
  if (!old) {
    return [{ kind: 'added', what: `adds ${what}: ${to}`, ...(present ? { after: policyJson(present) } : {}) }];
  }
  if (!present) {
    return [{ kind: 'removed', what: `removes ${what} (was ${from})`, before: policyJson(old) }];
  }
  return isSameMessage(old, present)
    ? []
    : [
        {
          kind: 'changed',
          what: `changes ${what} from ${from} to ${to}`,
          before: policyJson(old),
          after: policyJson(present),
        },
      ];
}

function valueChanges({ name: owner, path, before, after }: GroupChange): ExplainedChange[] {
  return pairs(before.getValuesMap(), after.getValuesMap()).flatMap(([name, old, present]): ExplainedChange[] => {
    const place = `${path}/${name}`;
    const changes = describeValueChange({ owner, name, before: old?.getValue_asU8(), after: present?.getValue_asU8() });
    return [
      ...changes.map((change) => ({ path: place, ...change })),
      ...(old && present
        ? modPolicyChange(place, `${name} of ${groupWords(owner)}`, { before: old, after: present })
        : []),
    ];
  });
}

interface Governed {
  readonly before: { getModPolicy(): string };
  readonly after: { getModPolicy(): string };
}

function modPolicyChange(path: string, what: string, { before, after }: Governed): ExplainedChange[] {
  const [from, to] = [before.getModPolicy(), after.getModPolicy()];
  return from === to
    ? []
    : [
        {
          path,
          kind: 'changed',
          what: `changes who may change ${what} from ${from} to ${to}`,
          before: from,
          after: to,
        },
      ];
}

interface Members<T> {
  keys(): Iterable<string>;
  get(name: string): T | undefined;
}

/** What is on either side, in the order of names. */
function pairs<T>(before: Members<T>, after: Members<T>): (readonly [string, T | undefined, T | undefined])[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.map((name) => [name, before.get(name), after.get(name)]);
}

function isSameMessage(a: common.Policy, b: common.Policy): boolean {
  return Buffer.from(a.serializeBinary()).equals(b.serializeBinary());
}

function policyJson(policy: common.Policy): JsonValue {
  const bytes = policy.serializeBinary();
  return readableJson('common.Policy', bytes) ?? base64Json(bytes);
}

/** Within the side that it is on: what its values are depends on it. */
function groupJson(side: string, group: common.ConfigGroup): JsonValue {
  const sideGroup = new common.ConfigGroup();
  sideGroup.getGroupsMap().set('organization', group);
  const channelGroup = new common.ConfigGroup();
  channelGroup.getGroupsMap().set(side, sideGroup);
  const config = new common.Config();
  config.setChannelGroup(channelGroup);
  const json = readableJson('common.Config', config.serializeBinary());
  return (
    fieldOf(json, 'channel_group', 'groups', side, 'groups', 'organization') ?? base64Json(group.serializeBinary())
  );
}
