// SPDX-License-Identifier: Apache-2.0

import { common, msp, peer } from '@hyperledger/fabric-protos';
import { describeCertificate } from '../certificate-words.js';
import { policyRule } from '../policy-rule.js';

/** An organization in a few words: its CAs, endpoints, anchor peers and policies. */
export function organizationSummary(organization: common.ConfigGroup): string {
  try {
    return summaryOf(organization) || 'nothing in it';
  } catch {
    return 'with values that cannot be read';
  }
}

function summaryOf(organization: common.ConfigGroup): string {
  const values = organization.getValuesMap();
  const bytes = (name: string): Uint8Array => values.get(name)?.getValue_asU8() ?? new Uint8Array();
  const config = msp.FabricMSPConfig.deserializeBinary(msp.MSPConfig.deserializeBinary(bytes('MSP')).getConfig_asU8());
  const certificates = (what: string, pems: readonly Uint8Array[]): string[] =>
    pems.map((pem) => `${what} ${describeCertificate(pem)}`);
  const anchors = peer.AnchorPeers.deserializeBinary(bytes('AnchorPeers'))
    .getAnchorPeersList()
    .map((anchor) => `${anchor.getHost()}:${anchor.getPort()}`);
  const endpoints = common.OrdererAddresses.deserializeBinary(bytes('Endpoints')).getAddressesList();
  const policies = [...organization.getPoliciesMap().entries()].map(
    ([name, policy]) => `${name} ${policyRule(policy.getPolicy())}`,
  );
  return [
    ...certificates('CA', config.getRootCertsList_asU8()),
    ...certificates('intermediate CA', config.getIntermediateCertsList_asU8()),
    ...certificates('TLS CA', config.getTlsRootCertsList_asU8()),
    ...certificates('intermediate TLS CA', config.getTlsIntermediateCertsList_asU8()),
    ...listed('ordering endpoints', endpoints),
    ...listed('anchor peers', anchors),
    ...listed('policies', policies),
  ].join('; ');
}

function listed(what: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`${what} ${items.join(', ')}`];
}
