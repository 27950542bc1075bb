// SPDX-License-Identifier: Apache-2.0

import { randomBytes } from 'node:crypto';

/** A `multipart/form-data` body with one file (RFC 7578). */
export function multipartFile(name: string, content: Uint8Array): { contentType: string; body: Uint8Array } {
  const boundary = `opssc-${randomBytes(16).toString('hex')}`;
  const head = [
    `--${boundary}`,
    `Content-Disposition: form-data; name="${name}"; filename="${name}"`,
    'Content-Type: application/octet-stream',
    '',
    '',
  ].join('\r\n');
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}
