// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';

/** An object whose fields may be written in any case, as Fabric's tools read configtx.yaml. */
export function anyCaseObject<S extends z.ZodRawShape>(shape: S) {
  const names = new Map(Object.keys(shape).map((name) => [name.toLowerCase(), name]));
  return z.preprocess(
    (value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value).map(([name, item]) => [names.get(name.toLowerCase()) ?? name, item as unknown]),
          )
        : value,
    z.strictObject(shape),
  );
}
