// SPDX-License-Identifier: Apache-2.0

import { parseSignaturePolicy } from '@opssc/configtx';
import { z } from 'zod';
import { isPackageLabel } from '../packaging/package-label.js';

/** common/configtx/validator.go, `ValidateChannelID` */
const channelIDSchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9.-]{0,248}$/,
    "must begin with a letter a-z and go on with those, digits, '.' and '-', 249 at most",
  );

const connectionSchema = z.strictObject({
  address: z.string().min(1),
  dial_timeout: z.string().min(1),
  tls_required: z.boolean(),
  client_auth_required: z.boolean().optional(),
  root_cert: z.string().optional(),
  client_key: z.string().optional(),
  client_cert: z.string().optional(),
});

/** The channel that decides, and the chaincode on it that agents deploy by themselves. */
export const opsSectionSchema = z.strictObject({
  channel: channelIDSchema,
  chaincode: z.strictObject({
    /** core/chaincode/lifecycle/scc.go, `ChaincodeNameRegExp` */
    name: z
      .string()
      .regex(/^[a-zA-Z0-9]+([-_][a-zA-Z0-9]+)*$/, "must be letters and digits, with single '-' or '_' between"),
    /** core/chaincode/lifecycle/scc.go, `ChaincodeVersionRegExp` */
    version: z.string().regex(/^[A-Za-z0-9_.+-]+$/, "must be letters, digits and '_.+-'"),
    sequence: z.int().positive(),
    label: z.string().refine(isPackageLabel, "must begin with a letter or digit and go on with those and '_.+-'"),
    connection: connectionSchema,
    /** Default: the channel's `/Channel/Application/Endorsement`. */
    signaturePolicy: z.string().superRefine(checkSignaturePolicy).optional(),
  }),
});

export type OpsSection = z.infer<typeof opsSectionSchema>;

function checkSignaturePolicy(policy: string, context: z.RefinementCtx): void {
  try {
    parseSignaturePolicy(policy);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
  }
}
