// SPDX-License-Identifier: Apache-2.0

import { common, msp } from '@hyperledger/fabric-protos';
import { ConfigTxError } from '../config-tx-error.js';
import { decodePem } from '../msp/decode-pem.js';
import { formatSignaturePolicy } from '../policy/format-signature-policy.js';
import { commonName, describeCertificate } from './certificate-words.js';
import { implicitThreshold, type PlacedPolicy } from './policy-at.js';

const ruleNames: ReadonlyMap<number, string> = new Map([
  [common.ImplicitMetaPolicy.Rule.ANY, 'ANY'],
  [common.ImplicitMetaPolicy.Rule.ALL, 'ALL'],
  [common.ImplicitMetaPolicy.Rule.MAJORITY, 'MAJORITY'],
]);

/** A policy's rule as `configtx.yaml` has it: `MAJORITY Admins`, `OR('Org1MSP.admin')`. */
export function policyRule(policy: common.Policy | undefined): string {
  if (!policy) {
    return 'no policy';
  }
  try {
    return ruleOf(policy);
  } catch {
    return 'a policy that cannot be read';
  }
}

function ruleOf(policy: common.Policy): string {
  switch (policy.getType()) {
    case common.Policy.PolicyType.IMPLICIT_META: {
      const meta = common.ImplicitMetaPolicy.deserializeBinary(policy.getValue_asU8());
      return `${ruleNames.get(meta.getRule()) ?? `rule ${meta.getRule()} of`} ${meta.getSubPolicy()}`;
    }
    case common.Policy.PolicyType.SIGNATURE:
      return signatureRule(common.SignaturePolicyEnvelope.deserializeBinary(policy.getValue_asU8()));
    default:
      return `a policy of unknown type ${policy.getType()}`;
  }
}

/** The rule, and for an implicit one what it comes to: `MAJORITY Admins: 2 of Org1MSP, Org2MSP, Org3MSP`. */
export function resolvedRule({ policy, subGroups }: PlacedPolicy): string {
  const rule = policyRule(policy);
  if (policy.getType() !== common.Policy.PolicyType.IMPLICIT_META) {
    return rule;
  }
  const meta = common.ImplicitMetaPolicy.deserializeBinary(policy.getValue_asU8());
  const threshold = implicitThreshold(meta.getRule(), subGroups.size);
  return `${rule}: ${threshold} of ${[...subGroups.keys()].join(', ')}`;
}

/** Where the grammar has no words, a count of the identities has to do. */
function signatureRule(envelope: common.SignaturePolicyEnvelope): string {
  try {
    return formatSignaturePolicy(envelope);
  } catch (error) {
    if (error instanceof ConfigTxError) {
      return gateOfIdentities(envelope);
    }
    throw error;
  }
}

function gateOfIdentities(envelope: common.SignaturePolicyEnvelope): string {
  const names = envelope.getIdentitiesList().map(principalName);
  const gate = envelope.getRule()?.getNOutOf();
  return gate ? `${gate.getN()} of ${names.join(', ')}` : names.join(', ');
}

function principalName(principal: msp.MSPPrincipal): string {
  const bytes = principal.getPrincipal_asU8();
  switch (principal.getPrincipalClassification()) {
    case msp.MSPPrincipal.Classification.IDENTITY: {
      const identity = msp.SerializedIdentity.deserializeBinary(bytes);
      const pem = identity.getIdBytes_asU8();
      return `${identity.getMspid()} ${decodePem(pem) ? (commonName(pem) ?? describeCertificate(pem)) : 'identity'}`;
    }
    case msp.MSPPrincipal.Classification.ORGANIZATION_UNIT: {
      const unit = msp.OrganizationUnit.deserializeBinary(bytes);
      return `${unit.getMspIdentifier()} unit ${unit.getOrganizationalUnitIdentifier()}`;
    }
    case msp.MSPPrincipal.Classification.ROLE:
      return `role of ${msp.MSPRole.deserializeBinary(bytes).getMspIdentifier()}`;
    default:
      return 'another principal';
  }
}
