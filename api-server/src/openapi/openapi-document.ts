// SPDX-License-Identifier: Apache-2.0

import { isForApplications, isOpen, permissionOf } from '../auth/permissions.js';
import { problemSchema } from '../problem/problem-schema.js';
import { API_BASE } from '../routes/api-base.js';
import type { Route, Tag } from '../routes/route.js';
import { answerComponents, requestComponents } from './components.js';
import { type JsonSchemas, jsonSchemas } from './json-schemas.js';
import type { OpenapiDocument, Operation, Parameter, PathItem, ResponseObject } from './openapi-types.js';
import { routeProblems } from './route-problems.js';

const tags: Readonly<Record<Tag, string>> = {
  Application: 'Transactions of applications, with a credential of their own.',
  Chaincode: 'Proposals to deploy chaincodes, and what is installed and committed.',
  Channel: 'The registry of channels, and proposals to create and change them.',
  Consortium: 'Organizations, consortia, memberships, environments, nodes, credentials, and limits on them.',
  Events: 'Changes as they come.',
  Governance: 'The constitution, emergencies, and the stop of own agents.',
  Organization: 'Whose server this is.',
  Server: 'For probes, monitoring and readers.',
};

interface Schemas {
  readonly requests: JsonSchemas;
  readonly answers: JsonSchemas;
}

/** The description of the API, made of the schemas that validate. */
export function openapiDocument(routes: readonly Route[], version: string): OpenapiDocument {
  const schemas: Schemas = {
    requests: jsonSchemas({
      io: 'input',
      components: requestComponents,
      others: routes.flatMap(({ params, query, headers, body }) =>
        [params, query, headers, body?.schema].filter((schema) => schema !== undefined),
      ),
    }),
    answers: jsonSchemas({
      io: 'output',
      components: answerComponents,
      others: routes.flatMap(({ responds }) => responds.schema ?? []),
    }),
  };
  const paths: Record<string, PathItem> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(route, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'OpsSC API',
      version,
      description:
        'The REST API of one organization: propose, vote on and follow operations of a shared Hyperledger Fabric ' +
        'network. Paths and fields of OpsSC v0.4 are kept; what is new stands beside them.',
    },
    servers: [{ url: API_BASE }],
    security: [{ token: [] }, { certificate: [] }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: { ...schemas.requests.components, ...schemas.answers.components },
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description:
            'A service token, or an access token (JWT) of an identity provider that the organization trusts.',
        },
        certificate: { type: 'mutualTLS', description: 'A client certificate of a CA that the organization trusts.' },
        application: {
          type: 'http',
          scheme: 'basic',
          description: 'A credential of an application: `ENVIRONMENT/NAME` and its secret.',
        },
      },
    },
  };
}

/** Where it is another way in than of all others. */
function securityOf(operationID: string): Pick<Operation, 'security'> {
  if (isForApplications(operationID)) {
    return { security: [{ application: [] }] };
  }
  return isOpen(operationID) ? { security: [] } : {};
}

function operation(route: Route, schemas: Schemas): Operation {
  const { body } = route;
  const root = route.alsoAtRoot ? `Also at \`${route.path}\`, without \`${API_BASE}\`.` : undefined;
  const description = [route.description, root, whoMay(route)].filter((text) => text !== undefined).join(' ');
  return {
    operationId: route.operationID,
    tags: [route.tag],
    summary: route.summary,
    ...(description !== '' && { description }),
    ...securityOf(route.operationID),
    ...(route.deprecated !== undefined && { deprecated: true }),
    parameters: parameters(route, schemas.requests),
    ...(body !== undefined && {
      requestBody: {
        required: body.required,
        content: {
          'application/json': {
            schema: schemas.requests.of(body.schema),
            ...(body.examples !== undefined && {
              examples: Object.fromEntries(Object.entries(body.examples).map(([name, value]) => [name, { value }])),
            }),
          },
        },
      },
    }),
    responses: { ...success(route, schemas.answers), ...problems(route, schemas.answers) },
  };
}

/** In words, from the table of permissions. */
function whoMay({ operationID }: Route): string | undefined {
  const permission = permissionOf(operationID);
  if (permission === 'anyone') {
    return undefined;
  }
  return permission === 'applications'
    ? 'For applications.'
    : `For ${permission.length === 0 ? 'nobody' : permission.join(', ')}.`;
}

/** What every route of its kind understands. */
function commonParameters(route: Route): readonly Parameter[] {
  const header = (name: string, description: string, schema: Parameter['schema']): Parameter => ({
    name,
    in: 'header',
    required: false,
    description,
    schema,
  });
  if (route.method === 'post') {
    const description = 'The same key with the same request is carried out once, and answered the same.';
    const schema = { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' };
    return [header('Idempotency-Key', description, schema)];
  }
  const description = 'The `ETag` of what the client has: 304 when it still is that.';
  // Whatever is no tag matches none, and is no mistake.
  return isTagged(route) ? [header('If-None-Match', description, { type: 'string' })] : [];
}

/** Whether answers have an `ETag`. */
function isTagged({ method, responds }: Route): boolean {
  return method === 'get' && responds.schema !== undefined;
}

function parameters(route: Route, schemas: JsonSchemas): readonly Parameter[] {
  const { params, query, headers } = route;
  const places = [
    ['path', params],
    ['query', query],
    ['header', headers],
  ] as const;
  const own = places.flatMap(([place, object]) => {
    const { properties = {}, required = [] } = object === undefined ? {} : schemas.of(object);
    return Object.entries(properties).map(([name, { description, ...schema }]): Parameter => ({
      name: place === 'header' ? headerName(name) : name,
      in: place,
      required: required.includes(name),
      ...(description !== undefined && { description }),
      schema,
    }));
  });
  return [...own, ...commonParameters(route)];
}

/** `last-event-id` as people write it. */
function headerName(name: string): string {
  return name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase()).replace(/Id$/, 'ID');
}

function success(route: Route, schemas: JsonSchemas): Record<string, ResponseObject> {
  const { responds } = route;
  const { description, schema, contentType, alsoAs = {} } = responds;
  const tag = isTagged(route) && { ETag: 'Of what is answered, for `If-None-Match`.' };
  const headers = { ...responds.headers, ...tag };
  const content =
    schema === undefined
      ? { [contentType ?? 'text/plain']: { schema: { type: 'string' } } }
      : { 'application/json': { schema: schemas.of(schema) } };
  const response = {
    ...(Object.keys(headers).length > 0 && {
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, text]) => [name, { description: text, schema: { type: 'string' } }]),
      ),
    }),
    content,
  };
  return {
    200: { description, ...response },
    ...(isTagged(route) && { 304: { description: 'The client has it already.' } }),
    ...Object.fromEntries(
      Object.entries(alsoAs).map(([status, meaning]) => [status, { description: meaning, ...response }]),
    ),
  };
}

function problems(route: Route, schemas: JsonSchemas): Record<string, ResponseObject> {
  const responses = routeProblems(route).map(({ status, codes }): [string, ResponseObject] => [
    String(status),
    {
      description: codes.map(({ code, meaning }) => `\`${code}\`: ${meaning}`).join('\n\n'),
      content: { 'application/problem+json': { schema: schemas.of(problemSchema) } },
    },
  ]);
  return Object.fromEntries(responses);
}
