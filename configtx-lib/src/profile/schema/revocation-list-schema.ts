// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { decodePem } from '../../msp/decode-pem.js';
import { MspError } from '../../msp/msp-error.js';
import { revocationList } from '../../msp/revocation-list.js';

/** A certificate revocation list in PEM. */
export const revocationListSchema = z.string().superRefine((pem, context) => {
  const problem = problemOf(pem);
  if (problem !== undefined) {
    context.addIssue({ code: 'custom', message: problem });
  }
});

function problemOf(pem: string): string | undefined {
  const bytes = Buffer.from(pem);
  if (!decodePem(bytes)) {
    return 'not a revocation list in PEM';
  }
  try {
    revocationList(bytes);
    return undefined;
  } catch (error) {
    if (error instanceof MspError) {
      // Fabric looks for this label, and takes anything else for DER.
      return `not a revocation list with the PEM label 'X509 CRL': ${error.message}`;
    }
    throw error;
  }
}
