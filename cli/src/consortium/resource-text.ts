// SPDX-License-Identifier: Apache-2.0

import type { Colours } from '../output/colours-for.js';
import { details } from '../output/details.js';
import { table } from '../output/table.js';
import type { ResourceKind } from './resource-kind.js';

/** One resource for a person. */
export function resourceText<T>(kind: ResourceKind<T>, resource: T, colours: Colours): string {
  return details(kind.title(resource), kind.details(resource), colours);
}

/** A list of resources for a person. */
export function resourcesText<T>({ columns }: ResourceKind<T>, resources: readonly T[], colours: Colours): string {
  return resources.length === 0
    ? 'there is none\n'
    : table({
        headings: columns.map(({ heading }) => heading),
        rows: resources.map((resource) => columns.map((column) => column.cell(resource, colours))),
        dim: colours.dim,
      });
}
