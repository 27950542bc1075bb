// SPDX-License-Identifier: Apache-2.0

import type { ConfigBundle, SignedData } from '@opssc/configtx';
import type { peer } from '@hyperledger/fabric-protos';
import type { GatewayPeer } from './gateway-peer.js';

/** Policies of keys may be many. */
const maxAnswers = 10_000;

const byBundle = new WeakMap<ConfigBundle, SatisfiedPolicies>();

/**
 * Which policies the signatures of which peers satisfy. Under one configuration that never changes, and telling it takes
 * a verification for each signature.
 */
export class SatisfiedPolicies {
  readonly #answers = new Map<string, boolean>();

  static of(bundle: ConfigBundle): SatisfiedPolicies {
    const found = byBundle.get(bundle) ?? new SatisfiedPolicies();
    byBundle.set(bundle, found);
    return found;
  }

  get(
    policy: peer.ApplicationPolicy,
    peers: readonly GatewayPeer[],
    evaluate: (signatures: readonly SignedData[]) => boolean,
  ): boolean {
    const bytes = Buffer.from(policy.serializeBinary()).toString('base64');
    const key = [bytes, ...peers.map(({ name }) => name)].join(' ');
    const known = this.#answers.get(key);
    if (known !== undefined) {
      return known;
    }
    if (this.#answers.size >= maxAnswers) {
      this.#answers.clear();
    }
    const answer = evaluate(peers.map(({ proof }) => proof));
    this.#answers.set(key, answer);
    return answer;
  }
}
