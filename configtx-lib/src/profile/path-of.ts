// SPDX-License-Identifier: Apache-2.0

const plainName = /^[A-Za-z_][\w-]*$/;

/** The path of an element: `operations[2].acls["peer/Propose"]`. */
export function pathOf(root: string, keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') {
      return `${path}[${key}]`;
    }
    const name = String(key);
    if (!plainName.test(name)) {
      return `${path}[${JSON.stringify(name)}]`;
    }
    return path === '' ? name : `${path}.${name}`;
  }, root);
}
