// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { Colours } from '../output/colours-for.js';
import type { Detail } from '../output/details.js';
import type { Cell } from '../output/table.js';

/** One column of a list of resources. */
export interface Column<T> {
  readonly heading: string;
  cell(resource: T, colours: Colours): string | Cell;
}

/** One kind of a consortium's resources: where the API has it, and how it is shown. */
export interface ResourceKind<T> {
  /** For people: `a membership`. */
  readonly noun: string;
  /** `memberships of a consortium`. */
  readonly plural: string;
  /** Path of its list; a word after a colon is an argument of the command. */
  readonly list: string;
  /** Path of one. */
  readonly one: string;
  readonly schema: z.ZodType<T>;
  readonly columns: readonly Column<T>[];
  title(resource: T): string;
  details(resource: T): readonly Detail[];
}
