// SPDX-License-Identifier: Apache-2.0

import { field } from '../field.js';
import type { JsonForm } from '../message-type.js';
import { message } from '../message.js';

// The years 1 to 9999, in seconds of Unix time.
const earliest = -62_135_596_800n;
const latest = 253_402_300_799n;
const nanosPerSecond = 1_000_000_000;

const rfc3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/;

/** As text by RFC 3339, with 0, 3, 6 or 9 digits after the second. */
const json: JsonForm = {
  toJson: (timestamp, place) => {
    const value = timestamp.get('seconds');
    const seconds = typeof value === 'bigint' ? value : 0n;
    const nanos = timestamp.number('nanos');
    if (seconds < earliest || seconds > latest || nanos < 0 || nanos >= nanosPerSecond) {
      throw place.malformed('a time outside of the years 1 to 9999');
    }
    const toTheSecond = new Date(Number(seconds) * 1000).toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);
    const digits = String(nanos)
      .padStart(9, '0')
      .replace(/(000){1,3}$/, '');
    return `${toTheSecond}${digits === '' ? '' : `.${digits}`}Z`;
  },
  fromJson: (text, timestamp, place) => {
    const [, toTheSecond = '', digits = '', sign, hours = '0', minutes = '0'] =
      (typeof text === 'string' ? rfc3339.exec(text) : undefined) ?? [];
    const milliseconds = Date.parse(`${toTheSecond}Z`);
    // Days that the month doesn't have are taken for days of the next one.
    if (Number.isNaN(milliseconds) || !new Date(milliseconds).toISOString().startsWith(toTheSecond)) {
      throw place.malformed('must be a time as in 2026-01-31T12:00:00Z');
    }
    const offset = (Number(hours) * 60 + Number(minutes)) * 60 * (sign === '-' ? -1 : 1);
    const seconds = BigInt(milliseconds / 1000 - offset);
    if (seconds < earliest || seconds > latest) {
      throw place.malformed('a time outside of the years 1 to 9999');
    }
    timestamp.set(0, seconds);
    timestamp.set(1, Number(digits.padEnd(9, '0')));
  },
};

export const timestamp = message('google.protobuf.Timestamp', { seconds: field.int64(1), nanos: field.int32(2) }, json);
