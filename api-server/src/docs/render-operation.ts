// SPDX-License-Identifier: Apache-2.0

import type { MediaType, Operation, Parameter, ResponseObject } from '../openapi/openapi-types.js';
import { type Html, html } from './html.js';
import { renderSchema } from './render-schema.js';
import { renderText } from './render-text.js';

export interface RenderOperationOptions {
  readonly method: string;
  /** With the server's base. */
  readonly path: string;
  readonly operation: Operation;
}

/** One operation: how to call it, and what it answers. */
export function renderOperation({ method, path, operation }: RenderOperationOptions): Html {
  const { operationId, summary, description, parameters, requestBody, responses, security } = operation;
  return html`<section class="operation" id="${operationId}">
    <h3>${summary}</h3>
    <p class="call">
      <span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code>
      ${security === undefined ? html`` : html`<span class="open">for anyone</span>`}
    </p>
    ${description === undefined ? html`` : html`<p>${renderText(description)}</p>`}
    ${parameters.length === 0 ? html`` : renderParameters(parameters)}
    ${
      requestBody === undefined
        ? html``
        : html`<h4>Body${requestBody.required ? '' : ' (may be left out)'}</h4>
            ${Object.entries(requestBody.content).map(renderContent)}`
    }
    <h4>Answers</h4>
    <dl class="responses">${Object.entries(responses).map(renderResponse)}</dl>
  </section>`;
}

function renderParameters(parameters: readonly Parameter[]): Html {
  return html`<h4>Parameters</h4>
    <dl>
      ${parameters.map(
        ({ name, in: place, required, description, schema }) =>
          html`<div>
            <dt>
              <code>${name}</code> <span class="place">${place}</span>
              ${required ? html`<span class="required">required</span>` : html``}
            </dt>
            <dd>
              ${description === undefined ? html`` : html`<p>${renderText(description)}</p>`} ${renderSchema(schema)}
            </dd>
          </div>`,
      )}
    </dl>`;
}

function renderContent([type, { schema, examples = {} }]: [string, MediaType]): Html {
  return html`<p><code>${type}</code> ${renderSchema(schema)}</p>
    ${Object.entries(examples).map(
      ([name, { value }]) =>
        html`<details>
          <summary>Example: ${name}</summary>
          <pre>${JSON.stringify(value, undefined, 2)}</pre>
        </details>`,
    )}`;
}

function renderResponse([status, { description, headers = {}, content = {} }]: [string, ResponseObject]): Html {
  const problem = 'application/problem+json' in content;
  return html`<div>
    <dt><span class="status ${problem ? 'refused' : 'done'}">${status}</span></dt>
    <dd>
      ${description.split('\n\n').map((line) => html`<p>${renderText(line)}</p>`)}
      ${problem ? html`` : Object.entries(content).map(renderContent)}
      ${Object.entries(headers).map(
        ([name, header]) => html`<p>Header <code>${name}</code>: ${renderText(header.description)}</p>`,
      )}
    </dd>
  </div>`;
}
