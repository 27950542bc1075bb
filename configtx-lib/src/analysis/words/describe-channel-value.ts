// SPDX-License-Identifier: Apache-2.0

import { type DescribeValue } from '../explanation.js';
import { fieldOf, listOf, membersOf, textOf } from '../json-fields.js';
import { entryChanges } from './entry-changes.js';
import { groupWords } from './group-words.js';

/** Capabilities, at whichever level. */
export const describeCapabilities: DescribeValue = ({ owner, before, after }) =>
  entryChanges(namesOf(before), namesOf(after), {
    added: (name) => `requires capability ${textOf(name)} of ${groupWords(owner)}`,
    removed: (name) => `no longer requires capability ${textOf(name)} of ${groupWords(owner)}`,
  });

/** Who may do what, in the application group. */
export const describeAcls: DescribeValue = ({ before, after }) => {
  const [old, present] = [membersOf(fieldOf(before, 'acls')), membersOf(fieldOf(after, 'acls'))];
  return entryChanges([...old.keys()], [...present.keys()], {
    keyOf: (name) => textOf(name),
    added: (name) => `lets ${policyRef(present, textOf(name))} use ${textOf(name)}`,
    removed: (name) =>
      `takes back who may use ${textOf(name)} to Fabric's default (was ${policyRef(old, textOf(name))})`,
  }).concat(
    [...present.keys()]
      .filter((name) => old.has(name) && policyRef(old, name) !== policyRef(present, name))
      .map((name) => ({
        kind: 'changed' as const,
        what: `lets ${policyRef(present, name)} instead of ${policyRef(old, name)} use ${name}`,
        before: policyRef(old, name),
        after: policyRef(present, name),
      })),
  );
};

/** Endpoints that all orderer organizations share, up to Fabric 2. */
export const describeOrdererAddresses: DescribeValue = ({ before, after }) =>
  entryChanges(listOf(before, 'addresses'), listOf(after, 'addresses'), {
    added: (address) => `adds ordering endpoint ${textOf(address)} for all organizations`,
    removed: (address) => `removes ordering endpoint ${textOf(address)} for all organizations`,
  });

function namesOf(json: Parameters<typeof fieldOf>[0]): string[] {
  return [...membersOf(fieldOf(json, 'capabilities')).keys()];
}

function policyRef(acls: ReturnType<typeof membersOf>, name: string): string {
  return textOf(acls.get(name), 'policy_ref');
}
