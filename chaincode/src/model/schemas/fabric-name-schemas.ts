// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { byteOrder } from '../byte-order.js';

/** Fabric's rule (`common/configtx`, validateChannelID). */
export const channelIDSchema = z
  .string()
  .max(249, 'must have at most 249 characters')
  .regex(/^[a-z][a-z0-9.-]*$/, 'must begin with a lower-case letter, then lower-case letters, digits, . and -');

/** Names that Fabric's lifecycle keeps for system chaincodes. */
const systemChaincodes: readonly string[] = ['cscc', 'escc', 'lscc', 'qscc', 'vscc'];

/** Fabric's rule (`core/chaincode/lifecycle`, ChaincodeNameRegExp). */
export const chaincodeNameSchema = z
  .string()
  .max(64, 'must have at most 64 characters')
  .regex(/^[a-zA-Z0-9]+([-_][a-zA-Z0-9]+)*$/, 'must be letters and digits, with single - or _ between them')
  .refine((name) => !systemChaincodes.includes(name), 'is the name of a system chaincode');

/** Fabric's rule (`core/chaincode/lifecycle`, ChaincodeVersionRegExp). */
export const chaincodeVersionSchema = z
  .string()
  .max(64, 'must have at most 64 characters')
  .regex(/^[A-Za-z0-9_.+-]+$/, 'must be letters, digits, _, ., + and -');

/** Fabric's rule (`core/chaincode/persistence`, LabelRegexp); a label becomes part of a file name on the peer. */
export const labelSchema = z
  .string()
  .max(130, 'must have at most 130 characters')
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.+-]*$/, 'must begin with a letter or digit, then letters, digits, _, ., + and -');

/** Fabric's rule (`core/chaincode/lifecycle`, collectionNameRegExp). */
export const collectionNameSchema = z
  .string()
  .max(64, 'must have at most 64 characters')
  .regex(/^[A-Za-z0-9-][A-Za-z0-9_-]*$/, 'must be letters, digits, - and _, and not begin with _');

/** The letters that Fabric allows in the key of an organization's configuration group. */
export const mspIDSchema = z
  .string()
  .max(128, 'must have at most 128 characters')
  .regex(/^[A-Za-z0-9._-]+$/, 'must be letters, digits, ., _ and -');

/** Organizations, each once; they come out in ascending order. */
export const mspIDsSchema = z
  .array(mspIDSchema)
  .min(1, 'must have a member')
  .max(500, 'must have at most 500 members')
  .refine((members) => new Set(members).size === members.length, 'must not repeat a member')
  .transform((members) => members.toSorted(byteOrder));

/** Given by the proposer; it is part of keys, URLs and job names. */
export const proposalIDSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'must be 1 to 64 letters, digits, ., _ and -, beginning with neither sign',
  );
