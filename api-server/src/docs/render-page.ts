// SPDX-License-Identifier: Apache-2.0

import type { OpenapiDocument } from '../openapi/openapi-types.js';
import { problemCodes } from '../problem/problem-codes.js';
import { API_BASE } from '../routes/api-base.js';
import { type Html, html } from './html.js';
import { renderOperation, type RenderOperationOptions } from './render-operation.js';
import { renderSchema } from './render-schema.js';
import { renderText } from './render-text.js';

/** The API's description as one HTML page, without scripts. */
export function renderPage(document: OpenapiDocument): string {
  const { info, tags, components } = document;
  const operations = operationsOf(document);
  const groups = tags.map(({ name, description }) => ({
    name,
    description,
    operations: operations.filter(({ operation }) => operation.tags.includes(name)),
  }));
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${info.title}</title>
        <link rel="stylesheet" href="${API_BASE}/docs/style.css" />
      </head>
      <body>
        <nav>
          <p class="title">${info.title} <small>${info.version}</small></p>
          ${groups.map(renderNavigation)}
          <p class="group"><a href="#problems">Problems</a></p>
          <p class="group"><a href="#schemas">Schemas</a></p>
        </nav>
        <main>
          <h1>${info.title}</h1>
          <p>${renderText(info.description)}</p>
          <p>
            Every request but the ones that say so needs <code>Authorization: Bearer TOKEN</code>. The same description
            for programs: <a href="${API_BASE}/openapi.json">OpenAPI 3.1</a>.
          </p>
          ${groups.map(
            (group) =>
              html`<h2 id="tag-${group.name}">${group.name}</h2>
                <p>${renderText(group.description)}</p>
                ${group.operations.map(renderOperation)}`,
          )}
          <h2 id="problems">Problems</h2>
          <p>
            What is refused is answered with <a href="#schema-Problem">problem details</a> (RFC 9457). Rely on
            <code>code</code>; texts may change.
          </p>
          ${renderProblems()}
          <h2 id="schemas">Schemas</h2>
          ${Object.entries(components.schemas).map(
            ([name, schema]) =>
              html`<section class="schema" id="schema-${name}">
                <h3>${name}</h3>
                ${schema.description === undefined ? html`` : html`<p>${renderText(schema.description)}</p>`}
                ${renderSchema(schema)}
              </section>`,
          )}
        </main>
      </body>
    </html>`.text;
}

function operationsOf({ paths }: OpenapiDocument): readonly RenderOperationOptions[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method, path: API_BASE + path, operation })),
  );
}

function renderNavigation(group: {
  readonly name: string;
  readonly operations: readonly RenderOperationOptions[];
}): Html {
  return html`<p class="group"><a href="#tag-${group.name}">${group.name}</a></p>
    <ul>
      ${group.operations.map(
        ({ method, operation }) =>
          html`<li>
            <a href="#${operation.operationId}"
              ><span class="method ${method}">${method.toUpperCase()}</span> ${operation.summary}</a
            >
          </li>`,
      )}
    </ul>`;
}

function renderProblems(): Html {
  return html`<table>
    <thead>
      <tr>
        <th>code</th>
        <th>status</th>
        <th>meaning</th>
      </tr>
    </thead>
    <tbody>
      ${Object.entries(problemCodes).map(
        ([code, { httpStatus, meaning }]) =>
          html`<tr id="problem-${code}">
            <td><code>${code}</code></td>
            <td>${httpStatus}</td>
            <td>${renderText(meaning)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
