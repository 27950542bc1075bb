// SPDX-License-Identifier: Apache-2.0

import { ConfigTxError } from '../config-tx-error.js';
import { type SignaturePolicyToken, signaturePolicyTokens } from './signature-policy-tokens.js';

/** What the text of a signature policy says, before it is numbered as Fabric numbers it. */
export type SignaturePolicyNode = SignaturePolicyGate | SignaturePolicyPrincipal;

export interface SignaturePolicyGate {
  readonly kind: 'gate';
  /** So many of the rules have to be satisfied. */
  readonly n: number;
  readonly rules: readonly SignaturePolicyNode[];
}

export interface SignaturePolicyPrincipal {
  readonly kind: 'principal';
  readonly mspID: string;
  readonly role: PrincipalRole;
}

export type PrincipalRole = 'admin' | 'member' | 'client' | 'peer' | 'orderer';

type Gate = 'and' | 'or' | 'outof';

/** Fabric's spellings. To the expression language of Fabric 3 a lower-case `and` or `or` is an operator. */
const gates: ReadonlyMap<string, Gate> = new Map([
  ['AND', 'and'],
  ['And', 'and'],
  ['OR', 'or'],
  ['Or', 'or'],
  ['OUTOF', 'outof'],
  ['OutOf', 'outof'],
  ['outof', 'outof'],
]);
const principalPattern = /^([A-Za-z0-9.-]+)\.(admin|member|client|peer|orderer)$/;
/** Far above any policy that people write; it keeps hostile text from exhausting the stack. */
const maxDepth = 100;

/**
 * Parses a signature policy's text: gates of gates and principals, a gate outermost.
 *
 * @throws ConfigTxError `INVALID_POLICY` with the position of what is wrong
 */
export function parseSignaturePolicySyntax(text: string): SignaturePolicyGate {
  const reader = new TokenReader(signaturePolicyTokens(text));
  const gate = parseGate(reader, 1);
  reader.expect('end');
  return gate;
}

function parseGate(reader: TokenReader, depth: number): SignaturePolicyGate {
  const name = reader.expect('name');
  const gate = gates.get(name.value);
  if (!gate) {
    throw invalid(`unknown gate '${name.value}'`, name);
  }
  if (depth > maxDepth) {
    throw invalid(`gates are nested deeper than ${maxDepth}`, name);
  }
  reader.expect('(');
  const count = gate === 'outof' ? parseCount(reader) : undefined;
  const rules = [parseRule(reader, depth)];
  // Fabric takes a comma after the last rule, too.
  while (reader.skip(',') && reader.peek().kind !== ')') {
    rules.push(parseRule(reader, depth));
  }
  reader.expect(')');
  return { kind: 'gate', n: count ? countOf(count, rules.length) : gate === 'and' ? rules.length : 1, rules };
}

/** `OutOf(2, …)` and `OutOf('2', …)` are the same to Fabric. */
function parseCount(reader: TokenReader): SignaturePolicyToken {
  const token = reader.next();
  if ((token.kind !== 'number' && token.kind !== 'text') || !/^-?\d+$/.test(token.value)) {
    throw invalid('expected a number', token);
  }
  reader.expect(',');
  return token;
}

function countOf(token: SignaturePolicyToken, rules: number): number {
  const n = Number(token.value);
  // One more than there are rules is let through by Fabric: a gate that never opens.
  if (n < 0 || n > rules + 1) {
    throw invalid(`invalid t-out-of-n predicate, t ${n}, n ${rules}`, token);
  }
  return n;
}

function parseRule(reader: TokenReader, depth: number): SignaturePolicyNode {
  if (reader.peek().kind === 'name') {
    return parseGate(reader, depth + 1);
  }
  const token = reader.expect('text');
  const [, mspID, role] = principalPattern.exec(token.value) ?? [];
  if (mspID === undefined || role === undefined) {
    throw invalid(`error parsing principal ${token.value}`, token);
  }
  return { kind: 'principal', mspID, role: role as PrincipalRole };
}

class TokenReader {
  readonly #tokens: readonly SignaturePolicyToken[];
  #index = 0;

  constructor(tokens: readonly SignaturePolicyToken[]) {
    this.#tokens = tokens;
  }

  peek(): SignaturePolicyToken {
    return this.#tokens[this.#index] ?? { kind: 'end', value: '', position: 0 };
  }

  next(): SignaturePolicyToken {
    const token = this.peek();
    this.#index++;
    return token;
  }

  skip(kind: SignaturePolicyToken['kind']): boolean {
    const isNext = this.peek().kind === kind;
    if (isNext) {
      this.#index++;
    }
    return isNext;
  }

  expect(kind: SignaturePolicyToken['kind']): SignaturePolicyToken {
    const token = this.next();
    if (token.kind !== kind) {
      const found = token.kind === 'end' ? 'the end' : `'${token.value}'`;
      throw invalid(`expected ${expectation[kind]}, found ${found}`, token);
    }
    return token;
  }
}

const expectation: Readonly<Record<SignaturePolicyToken['kind'], string>> = {
  name: 'AND, OR or OutOf',
  text: "a principal such as 'Org1MSP.member' or a gate",
  number: 'a number',
  '(': "'('",
  ')': "')'",
  ',': "','",
  end: 'the end',
};

function invalid(reason: string, { position }: SignaturePolicyToken): ConfigTxError {
  return new ConfigTxError('INVALID_POLICY', `${reason} at position ${position}`, { position });
}
