// SPDX-License-Identifier: Apache-2.0

import { configFromBlock, type SignedData } from '@opssc/configtx';
import { peer, type common } from '@hyperledger/fabric-protos';
import { applicationOrganizations } from '../../ledger/application-organizations.js';
import { CollectionRules } from '../../ledger/collection-rules.js';
import {
  collectionPolicy,
  evaluateApplicationPolicy,
  namespacePolicy,
  type PolicyContext,
} from '../../ledger/endorsement-policy.js';
import type { ChannelLedger } from '../../ledger/ledger.js';
import { byOrganization } from './endorser-selection.js';
import type { GatewayPeer } from './gateway-peer.js';
import { SatisfiedPolicies } from './satisfied-policies.js';

/**
 * Finds peers whose signatures satisfy everything that a transaction has to meet. All policies are monotone, so leaving
 * out one peer after the other, as long as the rest will do, ends with a set that has none to spare.
 */
export class EndorsementPlanner {
  readonly #context: PolicyContext;
  readonly #policies: readonly peer.ApplicationPolicy[];
  readonly #isEligible: (mspID: string) => boolean;

  /** @throws Error when a chaincode or a collection of the interest is not defined. */
  constructor(channel: ChannelLedger, interest: peer.ChaincodeInterest) {
    const calls = interest.getChaincodesList();
    const context = policyContext(channel);
    this.#context = context;
    this.#policies = calls.flatMap((call) => policiesOf(call, context));
    const rules = new CollectionRules(channel.state);
    this.#isEligible = (mspID) => calls.every((call) => mayEndorse(call, mspID, rules));
  }

  /**
   * Of `candidates`, the first ones preferred; `endorsed` are in the set in any case. Undefined when all together can't
   * satisfy the policies.
   */
  plan(candidates: readonly GatewayPeer[], endorsed: readonly GatewayPeer[]): readonly GatewayPeer[] | undefined {
    const eligible = candidates.filter((peer) => !endorsed.includes(peer) && this.#isEligible(peer.mspID));
    const oneEach = [...byOrganization(eligible).values()].flatMap((group) => group.slice(0, 1));
    const start = [oneEach, eligible].find((peers) => this.#isSatisfied([...endorsed, ...peers]));
    if (!start) {
      return undefined;
    }
    let chosen = start;
    for (const peer of start.toReversed()) {
      const rest = chosen.filter((other) => other !== peer);
      if (this.#isSatisfied([...endorsed, ...rest])) {
        chosen = rest;
      }
    }
    return [...endorsed, ...chosen];
  }

  #isSatisfied(peers: readonly GatewayPeer[]): boolean {
    const satisfied = SatisfiedPolicies.of(this.#context.bundle);
    return this.#policies.every((policy) =>
      satisfied.get(policy, peers, (signatures) => this.#evaluate(policy, signatures)),
    );
  }

  #evaluate(policy: peer.ApplicationPolicy, signatures: readonly SignedData[]): boolean {
    return evaluateApplicationPolicy(this.#context, policy, signatures) === undefined;
  }
}

const organizationsByBundle = new WeakMap<PolicyContext['bundle'], PolicyContext['organizations']>();

function policyContext({ state, bundle, lastConfigBlock }: ChannelLedger): PolicyContext {
  const organizations =
    organizationsByBundle.get(bundle) ?? applicationOrganizations(configFromBlock(lastConfigBlock).config);
  organizationsByBundle.set(bundle, organizations);
  return { state, bundle, organizations };
}

function policiesOf(call: peer.ChaincodeCall, context: PolicyContext): peer.ApplicationPolicy[] {
  const name = call.getName();
  const collections = call.getCollectionNamesList();
  const policies = collections.map((collection) => collectionPolicy(context, name, collection));
  if (collections.length === 0 && !call.getDisregardNamespacePolicy()) {
    policies.push(namespacePolicy(context, name));
  }
  return [...policies, ...call.getKeyPoliciesList().map(signaturePolicy)];
}

function signaturePolicy(policy: common.SignaturePolicyEnvelope): peer.ApplicationPolicy {
  const result = new peer.ApplicationPolicy();
  result.setSignaturePolicy(policy);
  return result;
}

/** Who does not keep a collection can't read its values, so it can't endorse a transaction that has. */
function mayEndorse(call: peer.ChaincodeCall, mspID: string, rules: CollectionRules): boolean {
  return (
    call.getNoPrivateReads() ||
    call.getCollectionNamesList().every((collection) => rules.isMember(call.getName(), collection, mspID))
  );
}
