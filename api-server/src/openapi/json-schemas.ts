// SPDX-License-Identifier: Apache-2.0

import { chaincodeDefinitionSchema, policyInputSchema, policySchema } from '@opssc/chaincode/model';
import { z } from 'zod';
import { without } from '../without.js';
import type { JsonSchema } from './openapi-types.js';

export interface JsonSchemasOptions {
  /** Which side of defaults and conversions to describe. */
  readonly io: 'input' | 'output';
  /** By name. */
  readonly components: Readonly<Record<string, z.ZodType>>;
  /** Schemas without a name, which none of the others refers to. */
  readonly others: readonly z.ZodType[];
}

export interface JsonSchemas {
  readonly components: Readonly<Record<string, JsonSchema>>;
  /** A reference for what has a name, the schema itself otherwise. */
  of(schema: z.ZodType): JsonSchema;
}

const COMPONENTS = '#/components/schemas/';

/** The JSON Schemas of zod schemas that refer to each other. */
export function jsonSchemas({ io, components, others }: JsonSchemasOptions): JsonSchemas {
  const registry = z.registry<{ id: string }>();
  const anonymous = new Map<z.ZodType, string>();
  for (const [id, schema] of Object.entries(components)) {
    registry.add(schema, { id });
  }
  for (const schema of others) {
    if (!registry.has(schema)) {
      const id = `anonymous ${anonymous.size}`;
      registry.add(schema, { id });
      anonymous.set(schema, id);
    }
  }
  const { schemas } = z.toJSONSchema(registry, { io, uri: (id) => COMPONENTS + id, override: adjust }) as {
    readonly schemas: Readonly<Record<string, JsonSchema & { readonly $schema?: string; readonly $id?: string }>>;
  };
  // OpenAPI 3.1 has one dialect for all of a document's schemas, and identifies them by their place.
  const clean = (id: string): JsonSchema => without(schemas[id] ?? {}, '$schema', '$id');
  return {
    components: Object.fromEntries(Object.keys(components).map((id) => [id, clean(id)])),
    of(schema) {
      const id = anonymous.get(schema);
      return id === undefined ? { $ref: COMPONENTS + (registry.get(schema)?.id ?? '') } : clean(id);
    },
  };
}

interface Override {
  readonly zodSchema: z.core.$ZodTypes;
  readonly jsonSchema: { $ref?: string; anyOf?: unknown; pattern?: string; properties?: Record<string, unknown> };
}

/** Where a schema takes more than its JSON Schema would say, or says it in terms that few understand. */
function adjust({ zodSchema, jsonSchema }: Override): void {
  const schema: unknown = zodSchema;
  if (jsonSchema.pattern !== undefined) {
    // Control characters by their ranges: most that read patterns know no properties of Unicode.
    jsonSchema.pattern = jsonSchema.pattern.replaceAll('\\p{Cc}', '\\u0000-\\u001f\\u007f-\\u009f');
  }
  if (schema === policySchema) {
    // It is bounded first, then parsed: the answers' schema shows its form.
    jsonSchema.$ref = `${COMPONENTS}Policy`;
  }
  if (schema === policyInputSchema) {
    const text = { type: 'string', description: "In its text form, such as `AND(MAJORITY, 'Org1MSP')`." };
    jsonSchema.anyOf = [{ $ref: `${COMPONENTS}Policy` }, text];
  }
  if (schema === chaincodeDefinitionSchema) {
    const { properties } = jsonSchema;
    jsonSchema.properties = {
      ...properties,
      collections: {
        description: "Private data collections: an array, or as in v0.4 base64 of the array's JSON.",
        anyOf: [properties?.['collections'], { type: 'string', contentEncoding: 'base64' }],
      },
    };
  }
}
