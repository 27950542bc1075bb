// SPDX-License-Identifier: Apache-2.0

import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'chai';
import { openapiDocument } from '../../src/openapi/openapi-document.js';
import { API_BASE } from '../../src/routes/api-base.js';
import { routes } from '../../src/routes/routes.js';

export interface DescribedAnswer {
  readonly method: string;
  /** Under `/api/v1`, perhaps with a query. */
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const document = openapiDocument(routes, '1.2.3');

/** Operations by path, those without parameters first: they are served first. */
const templates = Object.entries(document.paths)
  .toSorted(([left], [right]) => Number(left.includes('{')) - Number(right.includes('{')))
  .map(([path, item]) => ({ path, item, pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }));

const ajv = new Ajv2020({ strict: false, validateFormats: false, validateSchema: false, allErrors: true });
ajv.addSchema(document, API_BASE);

/**
 * Asserts that the description of the API has this answer: its status, its kind of content, and every field of its body.
 * Paths and methods that are not served are nobody's.
 */
export function expectAsDescribed({ method, path, status, headers, text }: DescribedAnswer): void {
  const [plain = ''] = path.split('?', 1);
  const template = templates.find(({ pattern }) => pattern.test(plain));
  const verb = method.toLowerCase() === 'post' ? 'post' : 'get';
  const operation = method === 'HEAD' ? undefined : template?.item[verb];
  if (template === undefined || operation === undefined || status === 405) {
    return;
  }
  const what = `${operation.operationId}, ${status}`;
  const response = operation.responses[status];
  expect(response, `${what} is described`).not.to.equal(undefined);
  const contentType = headers.get('content-type')?.split(';', 1)[0] ?? '';
  const content = response?.content?.[contentType];
  if (response?.content === undefined) {
    expect(text, what).to.equal('');
    return;
  }
  expect(content, `${what} as ${contentType} is described`).not.to.equal(undefined);
  if (contentType.endsWith('json')) {
    const place = ['paths', template.path, verb, 'responses', String(status), 'content', contentType, 'schema'];
    const pointer = place.map((part) => encodeURIComponent(part.replaceAll('/', '~1'))).join('/');
    const validate = ajv.getSchema(`${API_BASE}#/${pointer}`);
    expect(validate?.(JSON.parse(text)), `${what}: ${ajv.errorsText(validate?.errors)}`).to.equal(true);
  }
}
