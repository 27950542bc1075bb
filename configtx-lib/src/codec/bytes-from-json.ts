// SPDX-License-Identifier: Apache-2.0

import type { Place } from './place.js';

/**
 * Bytes from base64: the standard or the URL alphabet, with or without padding, line ends anywhere.
 *
 * @throws ConfigTxError `MALFORMED`
 */
export function bytesFromJson(json: unknown, place: Place): Uint8Array {
  if (typeof json !== 'string') {
    throw place.malformed('must be a text in base64');
  }
  const text = json.replace(/[\r\n]/g, '');
  const digits = text.replace(/={1,2}$/, '');
  const isPadded = digits.length !== text.length;
  const isBase64 = /^[A-Za-z0-9+/]*$/.test(digits) || /^[A-Za-z0-9_-]*$/.test(digits);
  if (!isBase64 || digits.length % 4 === 1 || (isPadded && text.length % 4 !== 0)) {
    throw place.malformed('is not base64');
  }
  return Buffer.from(digits, 'base64');
}
