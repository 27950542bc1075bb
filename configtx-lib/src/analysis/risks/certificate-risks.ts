// SPDX-License-Identifier: Apache-2.0

import { X509Certificate } from 'node:crypto';
import { consentersOf, consentersPath } from './consenters-of.js';
import type { OrganizationConfig } from '../../simulation/organization-config.js';
import { describeCertificate } from '../certificate-words.js';
import { consenterProblems, hasExpiredCertificate } from './consenter-problems.js';
import type { ConfigTransition, Risk } from './risk.js';

const daysInMilliseconds = 24 * 60 * 60 * 1000;
const soon = 30 * daysInMilliseconds;

interface NamedCertificate {
  readonly what: string;
  readonly path: string;
  readonly pem: Uint8Array;
}

/** Certificates of the new configuration that have ended or will soon, and consenters that no CA vouches for. */
export function certificateRisks({ after, now }: ConfigTransition): Risk[] {
  const { orderer, application } = after.resources;
  const sides = [
    ['Orderer', orderer?.organizations],
    ['Application', application?.organizations],
  ] as const;
  const ofOrganizations = sides.flatMap(([side, organizations]) =>
    [...(organizations?.values() ?? [])].flatMap((organization) => organizationCertificates(side, organization)),
  );
  const all = [...unique(ofOrganizations), ...consenterCertificates(after)];
  return [...all.flatMap((certificate) => expiryRisk(certificate, now)), ...coverageRisks(after, now)];
}

function organizationCertificates(side: string, { name, msp }: OrganizationConfig): NamedCertificate[] {
  const path = `/Channel/${side}/${name}/MSP`;
  const lists = {
    CA: msp.getRootCertsList_asU8(),
    'intermediate CA': msp.getIntermediateCertsList_asU8(),
    'TLS CA': msp.getTlsRootCertsList_asU8(),
    'intermediate TLS CA': msp.getTlsIntermediateCertsList_asU8(),
    admin: msp.getAdminsList_asU8(),
  };
  return Object.entries(lists).flatMap(([kind, pems]) =>
    pems.map((pem) => ({ what: `${kind} of ${name}`, path, pem })),
  );
}

/** An organization on both sides is told of once. */
function unique(certificates: readonly NamedCertificate[]): NamedCertificate[] {
  const keyOf = ({ what, pem }: NamedCertificate): string => `${what} ${Buffer.from(pem).toString('base64')}`;
  const found = new Map<string, NamedCertificate>();
  for (const certificate of certificates) {
    if (!found.has(keyOf(certificate))) {
      found.set(keyOf(certificate), certificate);
    }
  }
  return [...found.values()];
}

function consenterCertificates({ resources: { orderer } }: ConfigTransition['after']): NamedCertificate[] {
  if (!orderer) {
    return [];
  }
  const path = consentersPath(orderer);
  return consentersOf(orderer).flatMap(({ name, clientTlsCert, serverTlsCert, identity }) => {
    const isShared = Buffer.from(clientTlsCert).equals(serverTlsCert);
    return [
      { what: `${isShared ? 'TLS' : 'server TLS'} certificate of consenter ${name}`, path, pem: serverTlsCert },
      ...(isShared ? [] : [{ what: `client TLS certificate of consenter ${name}`, path, pem: clientTlsCert }]),
      ...(identity ? [{ what: `identity of consenter ${name}`, path, pem: identity.certificate }] : []),
    ];
  });
}

function expiryRisk({ what, path, pem }: NamedCertificate, now: Date): Risk[] {
  const end = endOf(pem);
  if (!end || end.getTime() - now.getTime() > soon) {
    return [];
  }
  const described = `The ${what} (${describeCertificate(pem)})`;
  if (end <= now) {
    return [{ code: 'CERTIFICATE_EXPIRED', severity: 'critical', path, text: `${described} has expired.` }];
  }
  const days = Math.floor((end.getTime() - now.getTime()) / daysInMilliseconds);
  const text = `${described} expires in ${days === 1 ? '1 day' : `${days} days`}.`;
  return [{ code: 'CERTIFICATE_EXPIRES', severity: 'warning', path, text }];
}

function endOf(pem: Uint8Array): Date | undefined {
  try {
    return new Date(new X509Certificate(pem).validTo);
  } catch {
    return undefined;
  }
}

function coverageRisks({ resources }: ConfigTransition['after'], now: Date): Risk[] {
  const { orderer } = resources;
  if (!orderer) {
    return [];
  }
  const path = consentersPath(orderer);
  const problemOf = consenterProblems({ resources, orderer, now });
  return consentersOf(orderer).flatMap((consenter): Risk[] => {
    const reason = hasExpiredCertificate(consenter, now) ? undefined : problemOf(consenter);
    return reason === undefined
      ? []
      : [
          {
            code: 'CA_MISSING',
            severity: 'critical',
            path,
            text: `No CA of the channel vouches for consenter ${consenter.name}: ${reason}.`,
          },
        ];
  });
}
