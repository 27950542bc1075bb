// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { randomGroup, randomModPolicy, setRandomPolicy, setRandomValue } from './random-config.js';
import type { RandomSource } from './random-source.js';

type Edit = (group: common.ConfigGroup, random: RandomSource) => void;

interface Entries<T> {
  keys(): Iterable<string>;
  get(name: string): T | undefined;
  del(name: string): unknown;
}

const edits: readonly Edit[] = [
  (group, random) => {
    group.setModPolicy(randomModPolicy(random));
  },
  // A version of one's own choice is of no meaning.
  (group, random) => {
    group.setVersion(random.below(100));
  },
  (group, random) => {
    group.getGroupsMap().set(`Org${String(random.below(80))}MSP`, randomGroup(random, ['MSP']));
  },
  (group, random) => {
    setRandomValue(group, random.pick('MSP', 'AnchorPeers', 'ACLs', 'Capabilities', 'BatchSize', 'Endpoints'), random);
  },
  (group, random) => {
    setRandomPolicy(group, random.pick('Admins', 'Readers', 'LifecycleEndorsement', 'BlockValidation'), random);
  },
  (group, random) => {
    removeOne(group.getGroupsMap(), random);
  },
  (group, random) => {
    removeOne(group.getValuesMap(), random);
  },
  (group, random) => {
    removeOne(group.getPoliciesMap(), random);
  },
  (group, random) => {
    oneOf(group.getValuesMap(), random)?.setModPolicy(randomModPolicy(random));
  },
  (group, random) => {
    oneOf(group.getPoliciesMap(), random)?.setModPolicy(randomModPolicy(random));
  },
  (group, random) => {
    oneOf(group.getPoliciesMap(), random)?.clearPolicy();
  },
];

/** Changes the configuration, at random places. */
export function editRandomly(config: common.Config, count: number, random: RandomSource): void {
  for (let done = 0; done < count; done += 1) {
    const group = randomPlace(config.getChannelGroup(), random);
    const edit = edits[random.below(edits.length)];
    if (group && edit) {
      edit(group, random);
    }
  }
}

function randomPlace(from: common.ConfigGroup | undefined, random: RandomSource): common.ConfigGroup | undefined {
  const inner = from && !random.once(4) ? oneOf(from.getGroupsMap(), random) : undefined;
  return inner ? randomPlace(inner, random) : from;
}

function oneOf<T>(entries: Entries<T>, random: RandomSource): T | undefined {
  const names = [...entries.keys()];
  const name = names[random.below(Math.max(names.length, 1))];
  return name === undefined ? undefined : entries.get(name);
}

function removeOne<T>(entries: Entries<T>, random: RandomSource): void {
  const names = [...entries.keys()];
  const name = names[random.below(Math.max(names.length, 1))];
  if (name !== undefined) {
    entries.del(name);
  }
}
