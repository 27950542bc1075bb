// SPDX-License-Identifier: Apache-2.0

/** A signature policy as a tree: `AND` is n of n, `OR` is 1 of n, as Fabric has them. */
export type SignaturePolicyNode =
  | { readonly type: 'principal'; readonly mspID: string; readonly role: string }
  | { readonly type: 'outOf'; readonly n: number; readonly rules: readonly SignaturePolicyNode[] };

/** Says what is wrong with a policy's text, and at which character (from 1 on). */
export class SignaturePolicySyntaxError extends Error {
  override readonly name = 'SignaturePolicySyntaxError';
  readonly position: number;

  constructor(text: string, position: number) {
    super(`${text} at character ${position}`);
    this.position = position;
  }
}

/** Deeper nesting than anyone writes: bounds the recursion. */
const maxDepth = 32;

/** Fabric 3 reads `and` and `or` as operators of its expression language, and refuses them as gates. */
const gates = /^(AND|And|OR|Or|OUTOF|OutOf|outof)\b/;
const quoted = /^(?:'([^']*)'|"([^"]*)")/;
const integer = /^\d+/;

/** Fabric's form of a principal (`common/policydsl`): MSP ID, dot, role. */
const principal = /^([A-Za-z0-9.-]+)\.(admin|member|client|peer|orderer)$/;

/**
 * Parses the text form of a signature policy, as Fabric's tools read it: `AND(…)`, `OR(…)`, `OutOf(n, …)` over
 * principals such as `'Org1MSP.member'`.
 *
 * @throws SignaturePolicySyntaxError
 */
export function parseSignaturePolicyText(text: string): SignaturePolicyNode {
  const parser = new Parser(text);
  const rule = parser.gate(0);
  parser.end();
  return rule;
}

class Parser {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  gate(depth: number): SignaturePolicyNode {
    this.#space();
    const start = this.#position;
    const name = this.#take(gates)?.[0]?.toLowerCase();
    if (name === undefined) {
      throw this.#error('expected AND, OR or OutOf');
    }
    if (depth > maxDepth) {
      throw this.#error('nested too deeply', start);
    }
    this.#expect('(');
    const n = name === 'outof' ? this.#count() : undefined;
    const rules = [this.#operand(depth)];
    while (this.#accept(',')) {
      rules.push(this.#operand(depth));
    }
    this.#expect(')', 'expected , or )');
    const needed = n ?? (name === 'and' ? rules.length : 1);
    if (needed < 1 || needed > rules.length) {
      throw this.#error(`OutOf needs a number from 1 to ${rules.length}, the rules that it counts`, start);
    }
    return { type: 'outOf', n: needed, rules };
  }

  end(): void {
    this.#space();
    if (this.#position < this.#text.length) {
      throw this.#error('expected the end');
    }
  }

  /** The number of OutOf and the comma after it; Fabric takes the number quoted or not. */
  #count(): number {
    this.#space();
    const start = this.#position;
    const text = this.#take(integer)?.[0] ?? this.#quoted();
    if (text === undefined || !/^\d{1,4}$/.test(text)) {
      throw this.#error('expected a number', start);
    }
    this.#expect(',');
    return Number(text);
  }

  #operand(depth: number): SignaturePolicyNode {
    this.#space();
    const start = this.#position;
    const text = this.#quoted();
    if (text === undefined) {
      return this.gate(depth + 1);
    }
    const [, mspID, role] = principal.exec(text) ?? [];
    if (mspID === undefined || role === undefined) {
      throw this.#error("expected a principal such as 'Org1MSP.member'", start);
    }
    return { type: 'principal', mspID, role };
  }

  #quoted(): string | undefined {
    const match = this.#take(quoted);
    return match?.[1] ?? match?.[2];
  }

  #expect(symbol: string, otherwise = `expected ${symbol}`): void {
    if (!this.#accept(symbol)) {
      throw this.#error(otherwise);
    }
  }

  #accept(symbol: string): boolean {
    this.#space();
    if (!this.#text.startsWith(symbol, this.#position)) {
      return false;
    }
    this.#position += symbol.length;
    return true;
  }

  #space(): void {
    this.#take(/^\s+/);
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    const match = pattern.exec(this.#text.slice(this.#position));
    this.#position += match?.[0].length ?? 0;
    return match ?? undefined;
  }

  #error(text: string, position = this.#position): SignaturePolicySyntaxError {
    return new SignaturePolicySyntaxError(text, position + 1);
  }
}
