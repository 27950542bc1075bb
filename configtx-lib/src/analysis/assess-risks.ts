// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { ConfigTxError } from '../config-tx-error.js';
import { type ChannelResources, channelResources } from '../simulation/channel-resources.js';
import { propose, type ProposedConfig, validateTransition } from '../simulation/propose-config.js';
import { updatedConfig } from '../simulation/updated-config.js';
import { bftHaltRisks } from './risks/bft-halt-risks.js';
import { capabilityRisks } from './risks/capability-risks.js';
import { certificateRisks } from './risks/certificate-risks.js';
import { issuerRisks } from './risks/issuer-risks.js';
import { policyRisks } from './risks/policy-risks.js';
import { quorumRisks } from './risks/quorum-risks.js';
import type { ConfigTransition, ReadConfig, Risk } from './risks/risk.js';

export interface AssessRisksOptions {
  readonly update: common.ConfigUpdate;
  readonly current: common.Config;
  readonly now: Date;
  /** Of peers that are known: `2.5.4`. */
  readonly peerVersions?: readonly string[];
}

const severities = ['critical', 'warning', 'info'] as const;

/**
 * What an update risks, the worst first: that Fabric refuses it, and what Fabric would take although it does harm. A
 * risk that the current configuration has as well is told, but as a warning.
 */
export function assessRisks(options: AssessRisksOptions): readonly Risk[] {
  const { refusal, transition } = attempt(options);
  const risks = transition
    ? [
        ...quorumRisks(transition),
        ...bftHaltRisks(transition),
        ...certificateRisks(transition),
        ...issuerRisks(transition),
        ...policyRisks(transition),
        ...capabilityRisks(transition, options.peerVersions),
      ]
    : [];
  const all = [...(refusal === undefined ? [] : [refusalRisk(refusal)]), ...risks];
  return severities.flatMap((severity) => all.filter((risk) => risk.severity === severity));
}

interface Attempt {
  /** Why it would be refused, with all signatures that it may need. */
  readonly refusal?: string;
  /** Undefined if the new configuration is none that could be looked at. */
  readonly transition?: ConfigTransition | undefined;
}

function attempt({ update, current, now }: AssessRisksOptions): Attempt {
  const channelID = update.getChannelId();
  let resources: ChannelResources | undefined;
  try {
    resources = channelResources(channelID, current);
    const proposed = propose({ channelID, current, update, resources, now, authorize: anybody });
    const before = { channelGroup: groupOf(current), resources };
    const transition = {
      before,
      after: { channelGroup: groupOf(proposed.config), resources: proposed.resources },
      now,
    };
    return { transition, ...refusalOf(proposed) };
  } catch (error) {
    const before = resources && { channelGroup: groupOf(current), resources };
    return { refusal: reasonOf(error), transition: before && refusedTransition({ update, current, now }, before) };
  }
}

function refusalOf(proposed: ProposedConfig): Pick<Attempt, 'refusal'> {
  try {
    validateTransition(proposed);
    return {};
  } catch (error) {
    return { refusal: reasonOf(error) };
  }
}

/** What is refused may still be looked at, unless it makes no sense at all. */
function refusedTransition(
  { update, current, now }: AssessRisksOptions,
  before: ReadConfig,
): ConfigTransition | undefined {
  try {
    const config = updatedConfig({ current, update });
    const resources = channelResources(update.getChannelId(), config);
    return { before, after: { channelGroup: groupOf(config), resources }, now };
  } catch (error) {
    reasonOf(error);
    return undefined;
  }
}

function refusalRisk(reason: string): Risk {
  return { code: 'REFUSED', severity: 'critical', path: '/Channel', text: `Fabric would refuse this: ${reason}.` };
}

function groupOf(config: common.Config): common.ConfigGroup {
  return config.getChannelGroup() ?? new common.ConfigGroup();
}

/** Throws what is no refusal. */
function reasonOf(error: unknown): string {
  if (error instanceof ConfigTxError) {
    return error.message;
  }
  throw error;
}

function anybody(): void {
  // Signatures are another matter.
}
