// SPDX-License-Identifier: Apache-2.0

import type { Capabilities } from '../../simulation/capabilities.js';
import type { ChannelResources } from '../../simulation/channel-resources.js';
import type { ConfigTransition, Risk } from './risk.js';

/** Peers do not look at the orderer's capabilities. */
const levels = ['channel', 'application'] as const;
type Level = (typeof levels)[number];

/** Whether peers have what the new configuration requires of them: one that has not stops. */
export function capabilityRisks({ before, after }: ConfigTransition, peerVersions: readonly string[] = []): Risk[] {
  return levels.flatMap((level) => {
    const old = capabilitiesOf(before.resources, level)?.names ?? [];
    const required = (capabilitiesOf(after.resources, level)?.names ?? []).map((name) => ({
      level,
      name,
      isNew: !old.includes(name),
    }));
    return required.flatMap((capability) => capabilityRisk(capability, peerVersions));
  });
}

function capabilitiesOf(resources: ChannelResources, level: Level): Capabilities | undefined {
  return level === 'channel' ? resources.capabilities : resources.application?.capabilities;
}

interface RequiredCapability {
  readonly level: Level;
  readonly name: string;
  readonly isNew: boolean;
}

function capabilityRisk({ level, name, isNew }: RequiredCapability, peerVersions: readonly string[]): Risk[] {
  const path = level === 'channel' ? '/Channel/Capabilities' : '/Channel/Application/Capabilities';
  const since = sinceVersion(name);
  if (!since) {
    const text = `No version of Fabric is known to have the ${level} capability ${name}: peers would stop.`;
    return [{ code: 'CAPABILITY_TOO_HIGH', severity: 'critical', path, text }];
  }
  const needed = `The ${level} capability ${name} needs Fabric ${since.join('.')}`;
  const older = [...new Set(peerVersions)].filter((version) => isOlder(numbersOf(version), since));
  if (older.length > 0) {
    const text = `${needed}, but there are peers of ${older.join(', ')}: they would stop.`;
    return [{ code: 'CAPABILITY_TOO_HIGH', severity: 'critical', path, text }];
  }
  return isNew && peerVersions.length === 0
    ? [{ code: 'CAPABILITY_RAISED', severity: 'info', path, text: `${needed} or later at every peer.` }]
    : [];
}

/** `V1_4_3` is of 1.4.3; experiments were of 1.1. */
function sinceVersion(name: string): readonly number[] | undefined {
  const [, version] = /^V(\d+(?:_\d+)*?)(?:_(?:PVTDATA|RESOURCETREE)_EXPERIMENTAL)?$/.exec(name) ?? [];
  const known = ['1_1', '1_2', '1_3', '1_4_2', '1_4_3', '2_0', '2_5', '3_0'];
  return version !== undefined && known.includes(version) ? version.split('_').map(Number) : undefined;
}

/** Of `v2.5.4` or `3.1.5-beta`. */
function numbersOf(version: string): readonly number[] {
  return (/\d+(?:\.\d+)*/.exec(version)?.[0] ?? '0').split('.').map(Number);
}

function isOlder(version: readonly number[], than: readonly number[]): boolean {
  const index = than.findIndex((number, position) => (version[position] ?? 0) !== number);
  return index >= 0 && (version[index] ?? 0) < (than[index] ?? 0);
}
