// SPDX-License-Identifier: Apache-2.0

/** A client of a process that may be killed: it reaches nothing any more. */
export function untilKilled<T extends object>(target: T, isKilled: () => boolean): T {
  return new Proxy(target, {
    get(object, property, receiver) {
      const value: unknown = Reflect.get(object, property, receiver);
      if (typeof value !== 'function') {
        return value;
      }
      return (...args: unknown[]) => {
        if (isKilled()) {
          return Promise.reject(new Error('killed'));
        }
        return Reflect.apply(value, object, args) as unknown;
      };
    },
  });
}
