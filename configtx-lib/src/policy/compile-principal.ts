// SPDX-License-Identifier: Apache-2.0

import { msp } from '@hyperledger/fabric-protos';
import { MspError } from '../msp/msp-error.js';
import type { MspManager, ValidIdentity } from '../policy-evaluation.js';
import { roleName } from './role-numbers.js';

export type PrincipalMatcher = (identity: ValidIdentity) => boolean;

const nobody: PrincipalMatcher = () => false;

/**
 * Makes a test for one principal of a policy (bccspmsp.SatisfiesPrincipal). What cannot be decoded matches nobody, as in
 * Fabric, where it fails when it is evaluated.
 */
export function compilePrincipal(principal: msp.MSPPrincipal, msps: MspManager): PrincipalMatcher {
  const bytes = principal.getPrincipal_asU8();
  try {
    switch (principal.getPrincipalClassification()) {
      case msp.MSPPrincipal.Classification.ROLE:
        return matchRole(msp.MSPRole.deserializeBinary(bytes));
      case msp.MSPPrincipal.Classification.ORGANIZATION_UNIT:
        return matchUnit(msp.OrganizationUnit.deserializeBinary(bytes));
      case msp.MSPPrincipal.Classification.IDENTITY:
        return matchIdentity(bytes, msps);
      case msp.MSPPrincipal.Classification.ANONYMITY:
        return matchAnonymity(msp.MSPIdentityAnonymity.deserializeBinary(bytes));
      case msp.MSPPrincipal.Classification.COMBINED:
        return matchAll(msp.CombinedPrincipal.deserializeBinary(bytes), msps);
      default:
        return nobody;
    }
  } catch {
    return nobody;
  }
}

function matchRole(role: msp.MSPRole): PrincipalMatcher {
  const mspID = role.getMspIdentifier();
  const name = roleName(role.getRole());
  return name === undefined ? nobody : (identity) => identity.mspID === mspID && identity.roles.has(name);
}

/** The unit counts only when the same CAs vouch for it. */
function matchUnit(unit: msp.OrganizationUnit): PrincipalMatcher {
  const mspID = unit.getMspIdentifier();
  const name = unit.getOrganizationalUnitIdentifier();
  const certifiers = Buffer.from(unit.getCertifiersIdentifier_asU8());
  return (identity) =>
    identity.mspID === mspID &&
    identity.organizationalUnits.includes(name) &&
    certifiers.equals(identity.certifiersIdentifier);
}

/** Deserialized when it is evaluated: whether the principal is valid itself is a matter of the MSPs. */
function matchIdentity(expected: Uint8Array, msps: MspManager): PrincipalMatcher {
  return (identity) => {
    try {
      const { mspID, certificate } = msps.deserialize(expected);
      return identity.mspID === mspID && Buffer.from(certificate).equals(identity.certificate);
    } catch (error) {
      if (error instanceof MspError) {
        return false;
      }
      throw error;
    }
  };
}

/** X.509 identities are never anonymous. */
function matchAnonymity(anonymity: msp.MSPIdentityAnonymity): PrincipalMatcher {
  const isNominal = anonymity.getAnonymityType() === msp.MSPIdentityAnonymity.MSPIdentityAnonymityType.NOMINAL;
  return () => isNominal;
}

function matchAll(combined: msp.CombinedPrincipal, msps: MspManager): PrincipalMatcher {
  const matchers = combined.getPrincipalsList().map((principal) => compilePrincipal(principal, msps));
  return matchers.length === 0 ? nobody : (identity) => matchers.every((matches) => matches(identity));
}
