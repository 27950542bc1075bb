// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { parseByteSize } from '../parse-byte-size.js';
import { parseGoDuration } from '../parse-go-duration.js';

const maxUint32 = 0xffff_ffff;

export const uint32Schema = z.int().min(0, 'must not be negative').max(maxUint32, `must not exceed ${maxUint32}`);

/** At least 1. */
export const positiveSchema = uint32Schema.min(1, 'must be at least 1');

const bytesOf = (value: unknown): unknown => (typeof value === 'string' ? (parseByteSize(value) ?? value) : value);

/** A number, or a text such as `10 MB`. */
export const byteSizeSchema = z.preprocess(bytesOf, positiveSchema);

/** A number, or a text such as `10 MB`, or nothing. */
export const byteSizeOrZeroSchema = z.preprocess(bytesOf, uint32Schema);

/** A duration in Go's form, as Fabric keeps it: `500ms`. */
export const durationSchema = z.string().superRefine((text, context) => {
  const milliseconds = parseGoDuration(text);
  if (milliseconds === undefined || milliseconds <= 0) {
    context.addIssue({ code: 'custom', message: `'${text}' is no duration such as '500ms' or '2s'` });
  }
});

/** Milliseconds, or a text such as `2s`. */
export const millisecondsSchema = z.preprocess(
  (value) => (typeof value === 'string' ? (parseGoDuration(value) ?? value) : value),
  z.number().positive('must be more than 0'),
);
