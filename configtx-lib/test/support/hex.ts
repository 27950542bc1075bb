// SPDX-License-Identifier: Apache-2.0

/** Bytes from hexadecimal text, in which there may be spaces. */
export function hex(text: string): Uint8Array {
  return Buffer.from(text.replace(/ /g, ''), 'hex');
}
