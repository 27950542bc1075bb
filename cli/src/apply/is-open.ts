// SPDX-License-Identifier: Apache-2.0

import type { Status } from '@opssc/chaincode/model';

const open: readonly string[] = ['proposed', 'approved', 'acknowledged'] satisfies readonly Status[];

/** Whether a proposal is being decided or carried out. */
export function isOpen({ status }: { readonly status: string }): boolean {
  return open.includes(status);
}
