// SPDX-License-Identifier: Apache-2.0

import { X509Certificate } from 'node:crypto';
import type { OrganizationConfig } from '../../simulation/organization-config.js';
import { commonName } from '../certificate-words.js';
import type { ConfigTransition, Risk } from './risk.js';

const sides = [
  { side: 'Orderer', group: 'orderer' },
  { side: 'Application', group: 'application' },
] as const;

/**
 * CAs that get an intermediate CA below them: Fabric takes an identity only from a CA that is a leaf of the tree of CAs
 * (msp/mspimplvalidate.go), so from then on everything that such a CA has issued itself is refused.
 */
export function issuerRisks({ before, after }: ConfigTransition): Risk[] {
  return sides.flatMap(({ side, group }) =>
    [...(after.resources[group]?.organizations.values() ?? [])].flatMap((organization) => {
      const former = before.resources[group]?.organizations.get(organization.name);
      return former === undefined ? [] : lostIssuers(former, organization, `/Channel/${side}/${organization.name}/MSP`);
    }),
  );
}

function lostIssuers(former: OrganizationConfig, { name, msp }: OrganizationConfig, path: string): Risk[] {
  const still = leaves(authoritiesOf(msp)).map(({ raw }) => raw.toString('base64'));
  const kept = new Set(authoritiesOf(msp).map(({ raw }) => raw.toString('base64')));
  return leaves(authoritiesOf(former.msp))
    .filter(({ raw }) => kept.has(raw.toString('base64')) && !still.includes(raw.toString('base64')))
    .map(({ raw }) => ({
      code: 'ISSUER_NO_LEAF',
      severity: 'critical',
      path,
      text:
        `With an intermediate CA below ${commonName(raw) ?? 'a CA'}, Fabric refuses every identity of ${name} that ` +
        'this CA has issued itself, its nodes and admins included.',
    }));
}

function authoritiesOf(msp: OrganizationConfig['msp']): readonly X509Certificate[] {
  return [...msp.getRootCertsList_asU8(), ...msp.getIntermediateCertsList_asU8()].flatMap((pem) => {
    try {
      return [new X509Certificate(pem)];
    } catch {
      // What is no certificate is told of as refused.
      return [];
    }
  });
}

/** Those that have issued none of the others. */
function leaves(authorities: readonly X509Certificate[]): readonly X509Certificate[] {
  return authorities.filter(
    (authority) => !authorities.some((other) => other !== authority && other.checkIssued(authority)),
  );
}
