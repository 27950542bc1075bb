// SPDX-License-Identifier: Apache-2.0

import { type common, orderer } from '@hyperledger/fabric-protos';
import { bftBlockValidationPolicy, bftQuorum } from '../genesis/bft-block-validation-policy.js';
import type { OrdererConfig } from './orderer-config.js';
import { refusal, within } from './refusal.js';
import { decodeProto } from './decode-proto.js';

/**
 * Checks that a BFT channel's block validation policy is a quorum of just its consenters
 * (smartbft.ConfigBlockValidator.checkConsentersMatchPolicy).
 *
 * @throws ConfigTxError `REFUSED`
 */
export function validateBftBlockValidation(ordererGroup: common.ConfigGroup, next: OrdererConfig): void {
  if (!ordererGroup.getValuesMap().has('Orderers')) {
    throw refusal(`no values in 'Orderer' group`);
  }
  if (ordererGroup.getPoliciesMap().getLength() === 0) {
    throw refusal(`empty policies in 'Orderer' group`);
  }
  const policy = ordererGroup.getPoliciesMap().get('BlockValidation');
  if (!policy) {
    throw refusal(`block validation policy is not found in the policies of 'Orderer' group`);
  }
  if (!isSame(bftBlockValidationPolicy(next.consenters), policy.getPolicy())) {
    const [quorum, all] = [bftQuorum(next.consenters.length), next.consenters.length];
    throw refusal(
      `block validation policy should be a signature policy: ${quorum} out of the identities of the ${all} consenters but it is another one instead`,
    );
  }
  const options = within('invalid options encoded in consensus metadata', () =>
    decodeProto(orderer.smartbft.Options, next.consensusType.getMetadata_asU8()),
  );
  if (options.getLeaderRotation() === orderer.smartbft.Options.Rotation.ROTATION_ON) {
    throw refusal('leader rotation must be turned off for this version or be unspecified');
  }
}

function isSame(expected: common.Policy, actual: common.Policy | undefined): boolean {
  return (
    actual?.getType() === expected.getType() && Buffer.from(actual.getValue_asU8()).equals(expected.getValue_asU8())
  );
}
