// SPDX-License-Identifier: Apache-2.0

/** What the two sets of an update have of an element that changes. */
export interface ElementChange<T> {
  /** Only for groups: of a policy or value the version in the write set tells enough. */
  readonly read?: T;
  readonly write: T;
}

/** How elements of one kind are compared. */
export interface ElementKind<T> {
  /** Undefined if nothing but the version may be another. */
  compare(original: T, updated: T): ElementChange<T> | undefined;
  /** An element that was not there. */
  added(updated: T): T;
  /** An element that stays as it is: only its version. */
  unchanged(original: T): T;
}

type Named<T> = readonly [name: string, element: T];

export interface MapComparison<T> {
  /** Something was added or taken out. */
  readonly membersChanged: boolean;
  readonly read: readonly Named<T>[];
  readonly written: readonly Named<T>[];
  /** What stays as it is, as it was given. */
  readonly same: readonly Named<T>[];
}

interface Entries<T> {
  get(name: string): T | undefined;
  getLength(): number;
  entries(): Iterable<[string, T]>;
}

/** Compares the elements of two groups, name by name. */
export function compareMaps<T>(original: Entries<T>, updated: Entries<T>, kind: ElementKind<T>): MapComparison<T> {
  const read: Named<T>[] = [];
  const written: Named<T>[] = [];
  const same: Named<T>[] = [];
  let removed = 0;
  for (const [name, element] of original.entries()) {
    const counterpart = updated.get(name);
    if (!counterpart) {
      removed += 1;
      continue;
    }
    const change = kind.compare(element, counterpart);
    if (!change) {
      same.push([name, element]);
      continue;
    }
    written.push([name, change.write]);
    if (change.read) {
      read.push([name, change.read]);
    }
  }
  const added = updated.getLength() - (original.getLength() - removed);
  if (added > 0) {
    for (const [name, element] of updated.entries()) {
      if (!original.get(name)) {
        written.push([name, kind.added(element)]);
      }
    }
  }
  return { membersChanged: removed > 0 || added > 0, read, written, same };
}
