// SPDX-License-Identifier: Apache-2.0

/** A refusal, as problem details. */
export class FakeProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly #field: { readonly field: string; readonly message: string } | undefined;

  constructor(status: number, code: string, field?: { readonly field: string; readonly message: string }) {
    super(code);
    this.status = status;
    this.code = code;
    this.#field = field;
  }

  get details(): Readonly<Record<string, unknown>> {
    const detail = `it is refused with ${this.code}`;
    return {
      type: `/api/v1/docs#problem-${this.code}`,
      title: this.code,
      status: this.status,
      detail,
      instance: '/api/v1',
      code: this.code,
      message: detail,
      requestID: 'request-1',
      ...(this.#field !== undefined && { field: this.#field.field, fields: [this.#field] }),
    };
  }
}
