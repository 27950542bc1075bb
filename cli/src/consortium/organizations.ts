// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { recordedDetails, recordedFields } from './recorded-fields.js';
import type { ResourceKind } from './resource-kind.js';

const schema = z.looseObject({
  mspID: z.string(),
  displayName: z.string(),
  contact: z.string().exactOptional(),
  users: z.array(z.looseObject({ subjectHash: z.string(), roles: z.array(z.string()) })),
  consortia: z.array(z.string()),
  ...recordedFields,
});

/** Organizations as they present themselves. */
export const organizations: ResourceKind<z.output<typeof schema>> = {
  noun: 'an organization',
  plural: 'organizations',
  list: '/organizations',
  one: '/organizations/:mspID',
  schema,
  columns: [
    { heading: 'MSP ID', cell: ({ mspID }) => mspID },
    { heading: 'NAME', cell: ({ displayName }) => displayName },
    { heading: 'CONSORTIA', cell: ({ consortia }) => consortia.join(', ') || '-' },
    { heading: 'USERS', cell: ({ users }) => String(users.length) },
    { heading: 'CONTACT', cell: ({ contact = '-' }) => contact },
  ],
  title: ({ mspID, displayName }) => `${mspID}: ${displayName}`,
  details: (organization) => [
    ['contact', organization.contact],
    ['consortia', organization.consortia.join(', ') || 'none'],
    ...organization.users.map(({ subjectHash, roles }) => ['user', `${subjectHash} ${roles.join(', ')}`] as const),
    ...recordedDetails(organization),
  ],
};
