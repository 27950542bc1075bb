// SPDX-License-Identifier: Apache-2.0

import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { areCertificates } from '../tls/are-certificates.js';
import { configPathSchema } from './config-path.js';

/** Path of a PEM file with one or more certificates; it is read, so that a mistake shows at start. */
export const certificateFileSchema = configPathSchema.superRefine((path, context) => {
  const pem = read(path, context);
  if (pem !== undefined && !areCertificates(pem)) {
    context.addIssue({ code: 'custom', message: `${path} is not a certificate in PEM` });
  }
});

/** Path of a PEM file with a private key that is not encrypted. */
export const privateKeyFileSchema = configPathSchema.superRefine((path, context) => {
  const pem = read(path, context);
  if (pem !== undefined && !parses(() => createPrivateKey(pem))) {
    context.addIssue({ code: 'custom', message: `${path} is not a private key in PEM` });
  }
});

function read(path: string, context: z.RefinementCtx): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    context.addIssue({ code: 'custom', message: `${path} cannot be read (${code})` });
    return undefined;
  }
}

function parses(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}
