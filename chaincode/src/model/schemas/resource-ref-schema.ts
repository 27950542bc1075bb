// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { ResourceEventChange } from '../events.js';
import type { ResourceRef } from '../resources/resource-ref.js';
import type { CloseResourceRequest } from '../resources/resources-client.js';
import type { ResourceKind } from '../resources/resource.js';
import { mspIDSchema } from './fabric-name-schemas.js';
import { attributedFields } from './subject-schema.js';

const kinds = [
  'organization',
  'consortium',
  'membership',
  'environment',
  'node',
  'credential',
] as const satisfies readonly ResourceKind[];

export const resourceKindSchema = z.enum(kinds, `must be one of ${kinds.join(', ')}`);

const changes = [
  'created',
  'updated',
  'closed',
  'invited',
  'accepted',
  'activated',
  'suspension-moved',
  'resumption-moved',
  'removal-moved',
  'left',
  'removed',
  'voted',
  'observed',
] as const satisfies readonly ResourceEventChange[];

/** What an event says of a resource. */
export const resourceEventChangeSchema = z.enum(changes);

/** Chosen by whoever creates the resource; part of keys, URLs and an application's user name, so it has no `/` and no `:`. */
export const resourceIDSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'must be 1 to 64 letters, digits, ., _ and -, beginning with a letter or digit',
  );

/** The fields that name a resource, by its kind. */
export const resourceRefFields = {
  organization: { kind: z.literal('organization'), mspID: mspIDSchema },
  consortium: { kind: z.literal('consortium'), consortiumID: resourceIDSchema },
  membership: { kind: z.literal('membership'), consortiumID: resourceIDSchema, mspID: mspIDSchema },
  environment: { kind: z.literal('environment'), environmentID: resourceIDSchema },
  node: { kind: z.literal('node'), environmentID: resourceIDSchema, name: resourceIDSchema },
  credential: { kind: z.literal('credential'), environmentID: resourceIDSchema, name: resourceIDSchema },
};

/** The argument of `resources:Get`. */
export const resourceRefSchema = z.discriminatedUnion('kind', [
  z.strictObject(resourceRefFields.organization),
  z.strictObject(resourceRefFields.consortium),
  z.strictObject(resourceRefFields.membership),
  z.strictObject(resourceRefFields.environment),
  z.strictObject(resourceRefFields.node),
  z.strictObject(resourceRefFields.credential),
]) satisfies z.ZodType<ResourceRef>;

/** The argument of `resources:Close`. */
export const closeResourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...resourceRefFields.organization, ...attributedFields }),
  z.strictObject({ ...resourceRefFields.consortium, ...attributedFields }),
  z.strictObject({ ...resourceRefFields.environment, ...attributedFields }),
  z.strictObject({ ...resourceRefFields.node, ...attributedFields }),
  z.strictObject({ ...resourceRefFields.credential, ...attributedFields }),
]) satisfies z.ZodType<CloseResourceRequest>;
