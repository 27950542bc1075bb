// SPDX-License-Identifier: Apache-2.0

import { policyLimits } from './policy-limits.js';
import type { Policy } from './policy.js';
import { TextScanner } from './text-scanner.js';

/** Says what is wrong with a policy's text, and at which character (from 1 on). */
export class PolicySyntaxError extends Error {
  override readonly name = 'PolicySyntaxError';
  readonly position: number;

  constructor(text: string, position: number) {
    super(`${text} at character ${position}`);
    this.position = position;
  }
}

/** The letters that Fabric allows in an MSP ID; `__proto__` is a name that objects cannot keep. */
const mspIDPattern = /^(?!__proto__$)[A-Za-z0-9._-]{1,128}$/;

const expectedRule =
  "expected an organization such as 'Org1MSP', MAJORITY, ANY, ALL, PERCENT, ATLEAST, WEIGHTED, AND, OR or OutOf";

/**
 * Parses the text form of a voting policy, which reads like Fabric's signature policies with organizations for principals:
 * `OutOf(2, 'Org1MSP', 'Org2MSP', MAJORITY)`, `AND(…)`, `OR(…)`, `MAJORITY`, `ANY`, `ALL`, `PERCENT(66)`, `ATLEAST(2)`,
 * `WEIGHTED(3, 'Org1MSP':2, 'Org2MSP':1)`. Case does not matter outside of quotation marks, which may be single or double.
 *
 * @throws PolicySyntaxError
 */
export function parsePolicyText(text: string): Policy {
  return new Parser(text).policy();
}

class Parser {
  readonly #scanner: TextScanner;
  #rules = 0;

  constructor(text: string) {
    this.#scanner = new TextScanner(text, (problem, position) => new PolicySyntaxError(problem, position));
  }

  policy(): Policy {
    const policy = this.#rule(0);
    this.#scanner.end();
    return policy;
  }

  #rule(depth: number): Policy {
    const start = this.#scanner.next();
    this.#countRule(start);
    if (depth > policyLimits.depth) {
      throw this.#scanner.error(`nested more than ${policyLimits.depth} deep`, start);
    }
    const mspID = this.#organization();
    if (mspID !== undefined) {
      return { type: 'organization', mspID };
    }
    const name = this.#scanner.take(/^[A-Za-z]+/)?.[0]?.toUpperCase();
    switch (name) {
      case 'MAJORITY':
        return { type: 'majority' };
      case 'ANY':
        return { type: 'threshold', n: 1 };
      case 'ALL':
        return { type: 'percentage', percent: 100 };
      case 'PERCENT':
        return { type: 'percentage', percent: this.#inBrackets(() => this.#number(100)) };
      case 'ATLEAST':
        return { type: 'threshold', n: this.#inBrackets(() => this.#number(policyLimits.count)) };
      case 'WEIGHTED':
        return this.#inBrackets(() => this.#weighted(start));
      case 'AND':
        return { type: 'and', rules: this.#inBrackets(() => this.#rulesAt(depth + 1)) };
      case 'OR':
        return { type: 'or', rules: this.#inBrackets(() => this.#rulesAt(depth + 1)) };
      case 'OUTOF':
        return this.#inBrackets(() => this.#outOf(start, depth + 1));
      default:
        throw this.#scanner.error(expectedRule, start);
    }
  }

  #outOf(start: number, depth: number): Policy {
    const n = this.#number(policyLimits.rules);
    this.#scanner.expect(',');
    const rules = this.#rulesAt(depth);
    if (n > rules.length) {
      throw this.#scanner.error(`OutOf needs a number from 1 to ${rules.length}, the rules that it counts`, start);
    }
    return { type: 'outOf', n, rules };
  }

  #rulesAt(depth: number): readonly Policy[] {
    const rules = [this.#rule(depth)];
    while (this.#scanner.accept(',')) {
      rules.push(this.#rule(depth));
    }
    return rules;
  }

  #weighted(start: number): Policy {
    const atLeast = this.#number(policyLimits.count);
    const weights = new Map<string, number>();
    while (this.#scanner.accept(',')) {
      const position = this.#scanner.next();
      this.#countRule(position);
      const mspID = this.#organization();
      if (mspID === undefined || weights.has(mspID)) {
        const problem =
          mspID === undefined ? "expected an organization such as 'Org1MSP'" : `${mspID} has a weight already`;
        throw this.#scanner.error(problem, position);
      }
      this.#scanner.expect(':');
      weights.set(mspID, this.#number(policyLimits.weight));
    }
    const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
    if (weights.size === 0) {
      throw this.#scanner.error("expected , and an organization's weight such as 'Org1MSP':2");
    }
    if (atLeast > total) {
      throw this.#scanner.error(`WEIGHTED needs a number from 1 to ${total}, the sum of the weights`, start);
    }
    return { type: 'weights', weights: Object.fromEntries(weights), atLeast };
  }

  #organization(): string | undefined {
    const start = this.#scanner.next();
    const mspID = this.#scanner.quoted();
    if (mspID !== undefined && !mspIDPattern.test(mspID)) {
      throw this.#scanner.error('expected an MSP ID of at most 128 letters, digits, ., _ and -', start);
    }
    return mspID;
  }

  #number(most: number): number {
    const start = this.#scanner.next();
    const value = Number(this.#scanner.take(/^\d{1,10}(?!\d)/)?.[0]);
    // Also when there is none: NaN is in no range.
    if (!(value >= 1 && value <= most)) {
      throw this.#scanner.error(`expected a number from 1 to ${most}`, start);
    }
    return value;
  }

  #inBrackets<T>(read: () => T): T {
    this.#scanner.expect('(');
    const content = read();
    this.#scanner.expect(')', 'expected , or )');
    return content;
  }

  #countRule(position: number): void {
    this.#rules += 1;
    if (this.#rules > policyLimits.rules) {
      throw this.#scanner.error(`more than ${policyLimits.rules} rules`, position);
    }
  }
}
