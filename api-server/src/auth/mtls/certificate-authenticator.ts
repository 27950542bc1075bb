// SPDX-License-Identifier: Apache-2.0

import { subjectOf } from '@opssc/chaincode/model';
import type { X509Certificate } from 'node:crypto';
import { authenticationProblem } from '../authentication-problem.js';
import type { Caller } from '../caller.js';
import { knownRoles, type Role } from '../role.js';
import { distinguishedName } from './distinguished-name.js';
import { fabricAttributes } from './fabric-attributes.js';
import type { MtlsSection } from './mtls-schema.js';

export interface CertificateAuthenticatorOptions {
  readonly roles: MtlsSection['roles'];
  readonly now: () => Date;
}

/**
 * Tells who a certificate names. Its chain has been verified when the connection was made.
 *
 * @throws ApiProblem `UNAUTHENTICATED` when it has expired since
 */
export type CertificateAuthenticator = (certificate: X509Certificate) => Caller;

export function newCertificateAuthenticator(options: CertificateAuthenticatorOptions): CertificateAuthenticator {
  const { now, roles } = options;
  const subjects = new Map(Object.entries(roles.subjects));
  return (certificate) => {
    if (Date.parse(certificate.validTo) <= now().getTime()) {
      throw authenticationProblem('The client certificate has expired.', true);
    }
    const name = distinguishedName(certificate.subject);
    const attribute = fabricAttributes(certificate.raw).get(roles.attribute) ?? '';
    return {
      name,
      subject: subjectOf(issuerOf(certificate), name),
      roles: new Set<Role>([...knownRoles(attribute.split(',')), ...(subjects.get(name) ?? [])]),
    };
  };
}

/** What the ledger takes is bounded. */
function issuerOf({ issuer }: X509Certificate): string {
  return `x509:${distinguishedName(issuer)}`.slice(0, 256);
}
