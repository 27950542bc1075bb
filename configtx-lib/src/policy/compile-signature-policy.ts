// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { ConfigTxError } from '../config-tx-error.js';
import type { MspManager, ValidIdentity } from '../policy-evaluation.js';
import { compilePrincipal, type PrincipalMatcher } from './compile-principal.js';

/** Tells why these identities, each there once, do not satisfy a policy; undefined if they do. */
export type Policy = (identities: readonly ValidIdentity[]) => string | undefined;

/** Whether a rule is satisfied by identities that are not in `used`; those that it takes are added. */
type Rule = (identities: readonly ValidIdentity[], used: Set<number>) => boolean;

const code = 'INVALID_POLICY';

/**
 * Makes a signature policy ready for evaluation, by the rules of Fabric's cauthdsl: from left to right, each principal
 * takes the first identity that fits and is not taken, a gate that fails gives back what it took, and nothing is tried
 * a second time in another order.
 *
 * @throws ConfigTxError `INVALID_POLICY`
 */
export function compileSignaturePolicy(envelope: common.SignaturePolicyEnvelope, msps: MspManager): Policy {
  if (envelope.getVersion() !== 0) {
    throw new ConfigTxError(
      code,
      `This evaluator only understands messages of version 0, but version was ${envelope.getVersion()}`,
    );
  }
  const principals = envelope.getIdentitiesList().map((principal) => compilePrincipal(principal, msps));
  const rule = compileRule(envelope.getRule(), principals);
  return (identities) => (rule(identities, new Set()) ? undefined : 'signature set did not satisfy policy');
}

function compileRule(rule: common.SignaturePolicy | undefined, principals: readonly PrincipalMatcher[]): Rule {
  switch (rule?.getTypeCase()) {
    case common.SignaturePolicy.TypeCase.N_OUT_OF:
      return compileGate(rule.getNOutOf() ?? new common.SignaturePolicy.NOutOf(), principals);
    case common.SignaturePolicy.TypeCase.SIGNED_BY:
      return compileSignedBy(rule.getSignedBy(), principals);
    default:
      throw new ConfigTxError(code, 'Empty policy element');
  }
}

function compileGate(gate: common.SignaturePolicy.NOutOf, principals: readonly PrincipalMatcher[]): Rule {
  const n = gate.getN();
  const rules = gate.getRulesList().map((rule) => compileRule(rule, principals));
  return (identities, used) => {
    let satisfied = 0;
    for (const rule of rules) {
      const attempt = new Set(used);
      if (rule(identities, attempt)) {
        satisfied++;
        attempt.forEach((index) => used.add(index));
      }
    }
    return satisfied >= n;
  };
}

function compileSignedBy(index: number, principals: readonly PrincipalMatcher[]): Rule {
  const matches = principals[index];
  if (!matches) {
    throw new ConfigTxError(
      code,
      `identity index out of range, requested ${index}, but identities length is ${principals.length}`,
    );
  }
  return (identities, used) => {
    const found = identities.findIndex((identity, position) => !used.has(position) && matches(identity));
    if (found >= 0) {
      used.add(found);
    }
    return found >= 0;
  };
}
