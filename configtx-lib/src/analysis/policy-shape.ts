// SPDX-License-Identifier: Apache-2.0

import { common, msp } from '@hyperledger/fabric-protos';
import { implicitThreshold, type PlacedPolicy, policyOf } from './policy-at.js';

/** Who a policy asks, and how many of them, whatever their order. */
export type PolicyShape =
  | { readonly threshold: number; readonly parts: readonly PolicyShape[] }
  | { readonly mspID: string; readonly role: number }
  | { readonly other: string };

/** The shape of a policy; what is missing or cannot be read is a shape of its own. */
export function policyShape(placed: PlacedPolicy | undefined): PolicyShape {
  const bytes = placed?.policy.getValue_asU8() ?? new Uint8Array();
  switch (placed?.policy.getType()) {
    case common.Policy.PolicyType.IMPLICIT_META:
      return implicitShape(common.ImplicitMetaPolicy.deserializeBinary(bytes), placed.subGroups);
    case common.Policy.PolicyType.SIGNATURE: {
      const envelope = common.SignaturePolicyEnvelope.deserializeBinary(bytes);
      return signatureShape(envelope.getRule(), envelope.getIdentitiesList());
    }
    default:
      return { other: 'none' };
  }
}

/** One text for a shape, with MSP IDs as `rename` has them; equal for equal shapes. */
export function shapeText(shape: PolicyShape, rename: (mspID: string) => string): string {
  if ('parts' in shape) {
    const parts = shape.parts.map((part) => shapeText(part, rename)).sort();
    return `${shape.threshold}(${parts.join()})`;
  }
  return 'other' in shape ? JSON.stringify(shape.other) : `${shape.role}:${JSON.stringify(rename(shape.mspID))}`;
}

function implicitShape(
  meta: common.ImplicitMetaPolicy,
  subGroups: ReadonlyMap<string, common.ConfigGroup>,
): PolicyShape {
  return {
    threshold: implicitThreshold(meta.getRule(), subGroups.size),
    parts: [...subGroups.values()].map((group) => policyShape(policyOf(group, meta.getSubPolicy()))),
  };
}

function signatureShape(
  rule: common.SignaturePolicy | undefined,
  principals: readonly msp.MSPPrincipal[],
): PolicyShape {
  const gate = rule?.getNOutOf();
  if (gate) {
    return { threshold: gate.getN(), parts: gate.getRulesList().map((part) => signatureShape(part, principals)) };
  }
  const principal = principals[rule?.getSignedBy() ?? -1];
  return principal ? principalShape(principal) : { other: 'none' };
}

function principalShape(principal: msp.MSPPrincipal): PolicyShape {
  if (principal.getPrincipalClassification() !== msp.MSPPrincipal.Classification.ROLE) {
    return { other: Buffer.from(principal.serializeBinary()).toString('base64') };
  }
  const role = msp.MSPRole.deserializeBinary(principal.getPrincipal_asU8());
  return { mspID: role.getMspIdentifier(), role: role.getRole() };
}
