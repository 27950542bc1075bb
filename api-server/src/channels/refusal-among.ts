// SPDX-License-Identifier: Apache-2.0

import type { Risk } from '@opssc/configtx';

/** Fabric's reason to refuse an update whoever has signed it, which is told as a risk of it; undefined if there is none. */
export function refusalAmong(risks: readonly Risk[]) {
  const refused = risks.find(({ code }) => code === 'REFUSED');
  return refused && { code: refused.code, path: refused.path, text: refused.text };
}
