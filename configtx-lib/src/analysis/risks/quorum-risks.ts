// SPDX-License-Identifier: Apache-2.0

import { bftQuorum } from '../../genesis/bft-block-validation-policy.js';
import type { OrdererConfig } from '../../simulation/orderer-config.js';
import { type Consenter, consentersOf, consentersPath } from './consenters-of.js';
import { consenterProblems } from './consenter-problems.js';
import type { ConfigTransition, Risk } from './risk.js';

/** How many consenters there are, how many have to agree, and how many may fail, BFT's in whatever way. */
interface Strength {
  readonly all: number;
  readonly quorum: number;
  readonly mayFail: number;
}

/** Whether ordering goes on, and how much it can bear, after an update. */
export function quorumRisks({ before, after, now }: ConfigTransition): Risk[] {
  const [current, next] = [before.resources.orderer, after.resources.orderer];
  if (!current || !next) {
    return [];
  }
  const present = consentersOf(current);
  const consenters = consentersOf(next);
  const path = consentersPath(next);
  const strengths = { before: strengthOf(current, present), after: strengthOf(next, consenters) };
  const problemOf = consenterProblems({ resources: after.resources, orderer: next, now });
  const working = consenters.filter((consenter) => problemOf(consenter) === undefined);
  const isMigration = current.consensusType.getType() !== next.consensusType.getType();
  // A migration keeps its nodes, but Raft tells them otherwise than BFT.
  const ready = isMigration ? working : working.filter(({ key }) => present.some((consenter) => consenter.key === key));
  return [
    ...lost({ strength: strengths.after, working: working.length, ready: ready.length, path }),
    ...weakened(strengths.before, strengths.after, path),
    ...belowFour(next, strengths, path),
    ...(isMigration ? [] : severalChanged({ present, consenters, path, isRaft: isRaft(next) })),
  ];
}

function isRaft({ consensusType }: OrdererConfig): boolean {
  return consensusType.getType() === 'etcdraft';
}

function strengthOf(config: OrdererConfig, { length: all }: readonly Consenter[]): Strength {
  return isRaft(config)
    ? { all, quorum: Math.floor(all / 2) + 1, mayFail: Math.max(0, Math.ceil(all / 2) - 1) }
    : { all, quorum: bftQuorum(all), mayFail: Math.max(0, Math.floor((all - 1) / 3)) };
}

interface Readiness {
  readonly strength: Strength;
  /** Consenters whose certificates the others take. */
  readonly working: number;
  /** Those among them that were there before. */
  readonly ready: number;
  readonly path: string;
}

function lost({ strength: { all, quorum }, working, ready, path }: Readiness): Risk[] {
  const needed = `${quorum} of the ${all} consenters have to agree`;
  if (working < quorum) {
    const text = `Ordering stops for good: ${needed}, but only ${working} have certificates that the others take.`;
    return [{ code: 'QUORUM_LOST', severity: 'critical', path, text }];
  }
  if (ready < quorum) {
    const text = `Ordering stops until new consenters have joined: ${needed}, and only ${ready} of them are there now.`;
    return [{ code: 'QUORUM_LOST', severity: 'critical', path, text }];
  }
  if (ready === quorum && ready < all) {
    const text = `Until new consenters have joined, none of the others may fail: ${needed}, and ${ready} of them are there now.`;
    return [{ code: 'QUORUM_WEAKENED', severity: 'warning', path, text }];
  }
  return [];
}

function weakened(before: Strength, after: Strength, path: string): Risk[] {
  if (after.mayFail >= before.mayFail) {
    return [];
  }
  const text = `Fewer consenters may fail: ${after.mayFail} of ${after.all} (quorum ${after.quorum}), before ${before.mayFail} of ${before.all} (quorum ${before.quorum}).`;
  return [{ code: 'QUORUM_WEAKENED', severity: after.mayFail === 0 ? 'critical' : 'warning', path, text }];
}

function belowFour(next: OrdererConfig, strengths: { before: Strength; after: Strength }, path: string): Risk[] {
  const { all } = strengths.after;
  if (isRaft(next) || all >= 4) {
    return [];
  }
  const text = `BFT with ${all} consenters bears no faulty one: it takes four to bear one.`;
  const severity = all === strengths.before.all ? 'warning' : 'critical';
  return [{ code: 'BFT_BELOW_FOUR', severity, path, text }];
}

interface ConsenterChange {
  readonly present: readonly Consenter[];
  readonly consenters: readonly Consenter[];
  readonly path: string;
  readonly isRaft: boolean;
}

/** One that is replaced by another counts as one. */
function severalChanged({ present, consenters, path, isRaft: refuses }: ConsenterChange): Risk[] {
  const added = consenters.filter(({ key }) => !present.some((consenter) => consenter.key === key));
  const removed = present.filter(({ key }) => !consenters.some((consenter) => consenter.key === key));
  if (Math.max(added.length, removed.length) < 2) {
    return [];
  }
  const consequence = refuses ? 'Raft refuses that' : 'change one at a time, and wait until it has caught up';
  const text = `More than one consenter changes at a time (${namesOf('new', added)}; ${namesOf('gone', removed)}): ${consequence}.`;
  return [{ code: 'MULTIPLE_CONSENTERS', severity: refuses ? 'critical' : 'warning', path, text }];
}

function namesOf(what: string, consenters: readonly Consenter[]): string {
  return `${what}: ${consenters.length === 0 ? 'none' : consenters.map(({ name }) => name).join(', ')}`;
}
