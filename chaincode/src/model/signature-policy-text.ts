// SPDX-License-Identifier: Apache-2.0

import { TextScanner } from './text-scanner.js';

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
  const scanner = new TextScanner(text, (problem, position) => new SignaturePolicySyntaxError(problem, position));
  const rule = gate(scanner, 0);
  scanner.end();
  return rule;
}

function gate(scanner: TextScanner, depth: number): SignaturePolicyNode {
  const start = scanner.next();
  const name = scanner.take(gates)?.[0]?.toLowerCase();
  if (name === undefined) {
    throw scanner.error('expected AND, OR or OutOf');
  }
  if (depth > maxDepth) {
    throw scanner.error('nested too deeply', start);
  }
  scanner.expect('(');
  const n = name === 'outof' ? count(scanner) : undefined;
  const rules = [operand(scanner, depth)];
  while (scanner.accept(',')) {
    rules.push(operand(scanner, depth));
  }
  scanner.expect(')', 'expected , or )');
  const needed = n ?? (name === 'and' ? rules.length : 1);
  if (needed < 1 || needed > rules.length) {
    throw scanner.error(`OutOf needs a number from 1 to ${rules.length}, the rules that it counts`, start);
  }
  return { type: 'outOf', n: needed, rules };
}

/** The number of OutOf and the comma after it; Fabric takes the number quoted or not. */
function count(scanner: TextScanner): number {
  const start = scanner.next();
  const text = scanner.take(integer)?.[0] ?? scanner.quoted();
  if (text === undefined || !/^\d{1,4}$/.test(text)) {
    throw scanner.error('expected a number', start);
  }
  scanner.expect(',');
  return Number(text);
}

function operand(scanner: TextScanner, depth: number): SignaturePolicyNode {
  const start = scanner.next();
  const text = scanner.quoted();
  if (text === undefined) {
    return gate(scanner, depth + 1);
  }
  const [, mspID, role] = principal.exec(text) ?? [];
  if (mspID === undefined || role === undefined) {
    throw scanner.error("expected a principal such as 'Org1MSP.member'", start);
  }
  return { type: 'principal', mspID, role };
}
