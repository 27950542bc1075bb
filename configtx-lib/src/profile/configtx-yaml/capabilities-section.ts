// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';

/** The names of those that are required. */
export const capabilitiesSection = z
  .record(z.string(), z.boolean())
  .default({})
  .transform((capabilities) =>
    Object.entries(capabilities)
      .filter(([, isRequired]) => isRequired)
      .map(([name]) => name),
  );
