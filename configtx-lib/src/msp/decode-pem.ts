// SPDX-License-Identifier: Apache-2.0

const block = /-----BEGIN ([A-Z0-9 ]*)-----\s+([A-Za-z0-9+/=\s]*)-----END \1-----/;

/** The content of the first PEM block; undefined if there is none. */
export function decodePem(bytes: Uint8Array): Uint8Array | undefined {
  const content = block.exec(Buffer.from(bytes).toString('latin1'))?.[2];
  return content === undefined ? undefined : Buffer.from(content, 'base64');
}
