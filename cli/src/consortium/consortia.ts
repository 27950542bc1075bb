// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { recordedDetails, recordedFields } from './recorded-fields.js';
import type { ResourceKind } from './resource-kind.js';

const schema = z.looseObject({
  consortiumID: z.string(),
  displayName: z.string(),
  description: z.string().exactOptional(),
  founder: z.string(),
  ownership: z.string(),
  ...recordedFields,
});

/** Consortia. */
export const consortia: ResourceKind<z.output<typeof schema>> = {
  noun: 'a consortium',
  plural: 'consortia',
  list: '/consortia',
  one: '/consortia/:consortium',
  schema,
  columns: [
    { heading: 'ID', cell: ({ consortiumID }) => consortiumID },
    { heading: 'NAME', cell: ({ displayName }) => displayName },
    { heading: 'OWNERSHIP', cell: ({ ownership }) => ownership },
    { heading: 'FOUNDER', cell: ({ founder }) => founder },
    { heading: 'CREATED', cell: ({ created }) => created },
  ],
  title: ({ consortiumID, displayName }) => `${consortiumID}: ${displayName}`,
  details: (consortium) => [
    ['about', consortium.description],
    ['founder', consortium.founder],
    ['ownership', consortium.ownership],
    ...recordedDetails(consortium),
  ],
};
