// SPDX-License-Identifier: Apache-2.0

import { certificateFromPem } from '../msp/certificate.js';
import { OperationProblem } from './operation-problem.js';

const pemBegin = '-----BEGIN CERTIFICATE-----';
/** The field with certificates that go: those may have expired. */
const removed = 'remove';

/**
 * Whatever certificates an operation or a profile brings must be valid still.
 *
 * @throws OperationProblem
 */
export function requireUnexpired(data: object, now: Date): void {
  visit(data, [], (pem, keys) => {
    const { notAfter } = certificateFromPem(Buffer.from(pem));
    if (notAfter.getTime() < now.getTime()) {
      throw new OperationProblem(keys, `the certificate has expired, on ${notAfter.toISOString()}`);
    }
  });
}

function visit(
  value: unknown,
  keys: readonly PropertyKey[],
  onCertificate: (pem: string, keys: readonly PropertyKey[]) => void,
): void {
  if (typeof value === 'string') {
    if (value.includes(pemBegin)) {
      onCertificate(value, keys);
    }
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      visit(item, [...keys, index], onCertificate);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (key !== removed) {
        visit(item, [...keys, key], onCertificate);
      }
    }
  }
}
