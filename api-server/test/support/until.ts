// SPDX-License-Identifier: Apache-2.0

import { setTimeout as delay } from 'node:timers/promises';

/** Resolves when the condition holds; the test's own timeout bounds it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await delay(1);
  }
}
