// SPDX-License-Identifier: Apache-2.0

import type { JsonSchema } from '../openapi/openapi-types.js';
import { type Html, html } from './html.js';
import { renderText } from './render-text.js';

/** A schema as a type, its constraints, and below it what it is made of. */
export function renderSchema(schema: JsonSchema): Html {
  return html`${renderType(schema)}${renderConstraints(schema)}${renderParts(schema)}`;
}

function renderType(schema: JsonSchema): Html {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
    return html`<a class="type" href="#schema-${name}">${name}</a>`;
  }
  if (schema.items !== undefined) {
    return html`<span class="type">array of</span> ${renderType(schema.items)}`;
  }
  const alternatives = schema.oneOf ?? schema.anyOf;
  return html`<span class="type">${alternatives === undefined ? (schema.type ?? 'anything') : 'one of'}</span>`;
}

function renderConstraints(schema: JsonSchema): Html {
  const { const: constant, enum: values, default: preset, format, contentEncoding, pattern } = schema;
  const texts = [
    constant === undefined ? undefined : `always ${JSON.stringify(constant)}`,
    values?.map((value) => JSON.stringify(value)).join(' | '),
    contentEncoding,
    format,
    // A date's pattern is a page of its own.
    format === undefined && pattern !== undefined ? `matches ${pattern}` : undefined,
    range('', schema.minimum, schema.maximum),
    range(' characters', schema.minLength, schema.maxLength),
    range(' items', schema.minItems, schema.maxItems),
    preset === undefined ? undefined : `default ${JSON.stringify(preset)}`,
  ];
  return html`${texts.filter((text) => text !== undefined).map((text) => html` <span class="constraint">${text}</span>`)}
  ${schema.items === undefined ? html`` : renderConstraints(schema.items)}`;
}

/** Bounds of 53 bits are those of any whole number in JSON, and say nothing. */
function range(unit: string, least: number | undefined, most: number | undefined): string | undefined {
  const from = least === undefined || least === Number.MIN_SAFE_INTEGER ? undefined : least;
  const to = most === undefined || most === Number.MAX_SAFE_INTEGER ? undefined : most;
  if (from === undefined) {
    return to === undefined ? undefined : `at most ${to}${unit}`;
  }
  return to === undefined ? `${from} or more${unit}` : `${from} to ${to}${unit}`;
}

function renderParts(schema: JsonSchema): Html {
  const { items, properties, required = [], additionalProperties } = schema;
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (items !== undefined) {
    return renderParts(items);
  }
  if (alternatives !== undefined) {
    return html`<ul class="alternatives">
      ${alternatives.map((alternative) => html`<li>${renderSchema(alternative)}</li>`)}
    </ul>`;
  }
  if (properties !== undefined) {
    return html`<dl>
      ${Object.entries(properties).map(([name, property]) => renderProperty(name, property, required.includes(name)))}
    </dl>`;
  }
  return typeof additionalProperties === 'object'
    ? html`<dl>${renderProperty('any name', additionalProperties, false)}</dl>`
    : html``;
}

/** What it is made of stands below it rather than beside it: descriptions nest deeper than pages are wide. */
function renderProperty(name: string, property: JsonSchema, required: boolean): Html {
  const parts = renderParts(property);
  return html`<div>
    <dt><code>${name}</code>${required ? html` <span class="required">required</span>` : html``}</dt>
    <dd>
      ${property.description === undefined ? html`` : html`<p>${renderText(property.description)}</p>`}
      ${renderType(property)}${renderConstraints(property)}
    </dd>
    ${parts.text === '' ? html`` : html`<dd class="parts">${parts}</dd>`}
  </div>`;
}
