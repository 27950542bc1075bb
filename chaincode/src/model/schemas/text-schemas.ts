// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';

/** A person's words: a comment on a vote, a description. */
export const commentSchema = z.string().max(2000, 'must have at most 2000 characters');

/** An agent's words, with the reason that Fabric gave. */
export const detailSchema = z.string().max(4000, 'must have at most 4000 characters');

/** A transaction's ID: SHA-256 in hex. */
export const transactionIDSchema = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal characters');

/** A block number as decimal text (64 bits). */
export const blockNumberSchema = z.string().regex(/^(0|[1-9][0-9]{0,19})$/, 'must be a block number in decimal');

/** Hex SHA-256 of a proposal's canonical body. */
export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal characters');

/** `sha256:HEX`, of an image or of a source folder. */
export const sha256Schema = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'must be sha256: and 64 hexadecimal characters');

/** Sequence of a channel's configuration, 64 bits in Fabric. */
export const configSequenceSchema = z
  .int('must be a whole number up to 9007199254740991')
  .min(0, 'must not be negative');

/** Base64 with padding, as `Buffer.toString('base64')` writes it. */
export const base64Schema = (maxLength: number) =>
  z
    .string()
    .min(4, 'must not be empty')
    .max(maxLength, `must have at most ${maxLength} characters`)
    .regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, 'must be base64');
