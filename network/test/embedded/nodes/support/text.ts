// SPDX-License-Identifier: Apache-2.0

export function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}
