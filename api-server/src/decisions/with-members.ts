// SPDX-License-Identifier: Apache-2.0

/** The same object, seen with some members in place of its own; its other methods still work on the object itself. */
export function withMembers<T extends object>(object: T, members: Partial<T>): T {
  return new Proxy(object, {
    get(target, name) {
      const member: unknown = Reflect.get(Object.hasOwn(members, name) ? members : target, name);
      // Private fields are the object's own: a method must not be called on the view.
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
}
