// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { certificateFromPem } from '../../msp/certificate.js';
import { MspError } from '../../msp/msp-error.js';

/** An X.509 certificate in PEM. */
export const certificateSchema = z.string().superRefine((pem, context) => {
  const problem = problemOf(pem);
  if (problem !== undefined) {
    context.addIssue({ code: 'custom', message: problem });
  }
});

function problemOf(pem: string): string | undefined {
  try {
    certificateFromPem(Buffer.from(pem));
    return undefined;
  } catch (error) {
    if (error instanceof MspError) {
      return pem.includes('-----BEGIN ')
        ? `not a certificate: ${error.message}`
        : 'not a certificate in PEM (the certificate itself is needed, not the name of a file)';
    }
    throw error;
  }
}
