// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';

const maxLength = 249;

/** A name in the configuration, of a group or a policy, as Fabric takes it (configtx.validateConfigID). */
export const nameSchema = z
  .string()
  .max(maxLength, `longer than ${maxLength} characters`)
  .regex(/^(?!\.{1,2}$)[A-Za-z0-9.-]+$/, 'must be a name of letters, digits, dots and hyphens');

/** An MSP ID. Principals of policies know no others. */
export const mspIDSchema = z
  .string()
  .regex(/^[A-Za-z0-9.-]+$/, 'must be an MSP ID of letters, digits, dots and hyphens');

/** Names of capabilities. */
export const capabilitiesSchema = z.array(z.string().regex(/^V\d+(_\d+)*$/, "must be a capability such as 'V2_0'"));
