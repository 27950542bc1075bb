// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { ApiProblem, type FieldProblem } from '../problem/api-problem.js';
import type { ProblemCode } from '../problem/problem-codes.js';
import { fieldProblems } from '../problem/field-problems.js';
import type { Route, RouteDefinition } from './route.js';

const nothing = z.strictObject({});

/** Makes a table entry of a route: what is validated, what is handled and what is described come from the one place. */
export function defineRoute<Params extends z.ZodObject, Query extends z.ZodObject, Headers extends z.ZodObject, Body>(
  definition: RouteDefinition<Params, Query, Headers, Body>,
): Route {
  const { handle, ...description } = definition;
  const { params = nothing, query = nothing, headers = nothing, body } = description;
  return {
    ...description,
    async run(request, context) {
      const mistakes = new Mistakes();
      const parsed = {
        params: mistakes.parse(params, request.params, { whole: 'path' }),
        query: mistakes.parse(query, request.query, { whole: 'query' }),
        headers: mistakes.parse(headers, pick(request.headers, Object.keys(headers.shape)), { whole: 'headers' }),
        body: body && mistakes.parse(body.schema, request.body, { whole: 'body', code: body.invalid }),
      };
      mistakes.refuseAny();
      // Without mistakes each part is the output of its schema.
      const { signal, application } = request;
      const given = { ...(parsed as Parameters<typeof handle>[0]), signal, ...(application && { application }) };
      return handle(given, context);
    },
  };
}

interface Part {
  /** The name for the part as a whole. */
  readonly whole: string;
  readonly code?: ProblemCode | undefined;
}

/** Collects what is wrong in all parts of a request, so that a client sees it at once. */
class Mistakes {
  readonly #fields: FieldProblem[] = [];
  /** Of the first part that is wrong. */
  #code: ProblemCode | undefined;

  parse<Schema extends z.ZodType>(schema: Schema, value: unknown, part: Part): z.output<Schema> | undefined {
    const { whole, code = 'INVALID_ARGUMENT' } = part;
    const result = schema.safeParse(value, { reportInput: true });
    if (!result.success) {
      this.#code ??= code;
      this.#fields.push(...fieldProblems(result.error, whole));
    }
    return result.data;
  }

  refuseAny(): void {
    const [first] = this.#fields;
    if (first !== undefined && this.#code !== undefined) {
      const more = this.#fields.length > 1 ? ` (and ${this.#fields.length - 1} more)` : '';
      throw new ApiProblem({
        code: this.#code,
        detail: `${first.field} ${first.message}${more}`,
        fields: this.#fields,
      });
    }
  }
}

function pick(values: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => values[name] !== undefined).map((name) => [name, values[name]]));
}
