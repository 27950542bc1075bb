// SPDX-License-Identifier: Apache-2.0

import { X509Certificate } from 'node:crypto';
import { ContractError } from '../model/index.js';

/** Who signed the transaction. */
export interface Caller {
  readonly mspID: string;
  /** The certificate, PEM. */
  readonly certificate: Uint8Array;
}

/** Fabric's organizational unit of administrators, where node OUs are enabled (`NodeOUs.AdminOUIdentifier`). */
const adminUnit = 'admin';

/**
 * Facts bind a whole organization, so only its administrators write them.
 *
 * @throws ContractError `NOT_ADMIN`
 */
export function requireAdmin({ mspID, certificate }: Caller): void {
  // The subject as an object: its text form could be forged by a name with line breaks or slashes.
  const { OU: units = [] } = new X509Certificate(certificate).toLegacyObject().subject;
  if (![units].flat().includes(adminUnit)) {
    throw new ContractError({ code: 'NOT_ADMIN', text: `the certificate is not that of an admin of ${mspID}` });
  }
}
