// SPDX-License-Identifier: Apache-2.0

import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { curveOf } from '../identity/low-s.js';
import { configPathSchema } from './config-path.js';
import { certificateFileSchema, privateKeyFileSchema } from './pem-file-schema.js';

/** A private key in an HSM. The PIN is never in the configuration itself. */
const pkcs11Schema = z
  .strictObject({
    /** Path of the HSM's PKCS#11 library. */
    library: configPathSchema,
    /** Of the token; or the ID of its slot. */
    label: z.string().min(1).max(32).optional(),
    slot: z.int().nonnegative().optional(),
    pinFile: configPathSchema.optional(),
    pinEnv: z
      .string()
      .regex(/^[A-Za-z_]\w*$/, 'is not a variable name')
      .optional(),
    /** `CKA_ID` in hexadecimal; default: SHA-256 of the certificate's public key. */
    keyID: z
      .string({ error: 'must be hexadecimal digits in quotation marks' })
      .regex(/^(?:[0-9a-fA-F]{2}){1,64}$/, 'must be bytes in hexadecimal digits')
      .optional(),
  })
  .superRefine(({ label, slot, pinFile, pinEnv }, context) => {
    if ((label === undefined) === (slot === undefined)) {
      context.addIssue({ code: 'custom', message: 'must name the token by either label or slot' });
    }
    if ((pinFile === undefined) === (pinEnv === undefined)) {
      context.addIssue({ code: 'custom', message: 'must have either pinFile or pinEnv' });
    }
  });

/** Who signs: a certificate, and its private key in a file or in an HSM. */
export const identitySchema = z
  .strictObject({
    certificate: certificateFileSchema,
    privateKey: privateKeyFileSchema.optional(),
    pkcs11: pkcs11Schema.optional(),
  })
  .superRefine(checkIdentity);

export type IdentitySection = z.infer<typeof identitySchema>;

export type Pkcs11Section = z.infer<typeof pkcs11Schema>;

function checkIdentity({ certificate, privateKey, pkcs11 }: IdentitySection, context: z.RefinementCtx): void {
  if (pkcs11 !== undefined && privateKey !== undefined) {
    context.addIssue({
      code: 'custom',
      path: ['pkcs11'],
      message: 'is one place of the key too many: privateKey is there',
    });
  } else if (privateKey !== undefined) {
    checkKeyFile(certificate, privateKey, context);
  } else if (pkcs11 === undefined) {
    context.addIssue({ code: 'custom', path: ['privateKey'], message: 'is missing, and so is pkcs11' });
  }
}

/** Files that cannot be read or parsed have a problem of their own already. */
function checkKeyFile(certificateFile: string, privateKeyFile: string, context: z.RefinementCtx): void {
  try {
    const privateKey = createPrivateKey(readFileSync(privateKeyFile));
    const certificate = new X509Certificate(readFileSync(certificateFile));
    if (curveOf(privateKey) === undefined) {
      context.addIssue({ code: 'custom', path: ['privateKey'], message: 'is not ECDSA on P-256 or P-384' });
    } else if (!certificate.checkPrivateKey(privateKey)) {
      context.addIssue({ code: 'custom', path: ['privateKey'], message: "is not the certificate's" });
    }
  } catch {
    return;
  }
}
