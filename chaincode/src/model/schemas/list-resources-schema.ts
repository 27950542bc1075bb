// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { ListResourcesRequest, ResourceHistoryRequest } from '../resources/resources-client.js';
import { listRequestSchema } from './list-request-schema.js';
import { resourceRefFields, resourceRefSchema } from './resource-ref-schema.js';

const { consortiumID } = resourceRefFields.consortium;
const { environmentID } = resourceRefFields.environment;

/** Where a page begins, as the page before it said. */
export const resourceBookmarkSchema = z
  .string()
  .max(300, 'must have at most 300 characters')
  .regex(/^[A-Za-z0-9._/-]*$/, 'must be the bookmark of an earlier page');

const page = { pageSize: listRequestSchema.shape.pageSize, bookmark: resourceBookmarkSchema.default('') };

/** The argument of `resources:List`: all of a kind, or those of one parent. */
export const listResourcesSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('organization'), ...page }),
  z.strictObject({ kind: z.literal('consortium'), ...page }),
  z.strictObject({ kind: z.literal('membership'), consortiumID, ...page }),
  z.strictObject({ kind: z.literal('environment'), consortiumID, ...page }),
  z.strictObject({ kind: z.literal('node'), environmentID, ...page }),
  z.strictObject({ kind: z.literal('credential'), environmentID, ...page }),
]) satisfies z.ZodType<ListResourcesRequest>;

/** The argument of `resources:History`. */
export const resourceHistorySchema = z.strictObject({
  resource: resourceRefSchema,
  ...page,
}) satisfies z.ZodType<ResourceHistoryRequest>;
