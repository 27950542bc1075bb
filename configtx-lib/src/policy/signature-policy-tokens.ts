// SPDX-License-Identifier: Apache-2.0

import { ConfigTxError } from '../config-tx-error.js';

export interface SignaturePolicyToken {
  readonly kind: 'name' | 'text' | 'number' | '(' | ')' | ',' | 'end';
  /** Of a text without its quotes. */
  readonly value: string;
  readonly position: number;
}

const patterns = [
  ['name', /[A-Za-z_]\w*/y],
  ['number', /-?\d+/y],
  ['text', /'([^'\\]*)'|"([^"\\]*)"/y],
  ['(', /\(/y],
  [')', /\)/y],
  [',', /,/y],
] as const;

/**
 * Splits the text of a signature policy. The last token is `end`.
 *
 * @throws ConfigTxError `INVALID_POLICY`
 */
export function signaturePolicyTokens(text: string): SignaturePolicyToken[] {
  const tokens: SignaturePolicyToken[] = [];
  let position = skipSpace(text, 0);
  while (position < text.length) {
    const { token, end } = tokenAt(text, position);
    tokens.push(token);
    position = skipSpace(text, end);
  }
  return [...tokens, { kind: 'end', value: '', position: text.length }];
}

function tokenAt(text: string, position: number): { token: SignaturePolicyToken; end: number } {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match) {
      const value = match[1] ?? match[2] ?? match[0];
      return { token: { kind, value, position }, end: pattern.lastIndex };
    }
  }
  const character = text.charAt(position);
  const reason = character === "'" || character === '"' ? 'unterminated text' : `unexpected '${character}'`;
  throw new ConfigTxError('INVALID_POLICY', `${reason} at position ${position}`, { position });
}

function skipSpace(text: string, position: number): number {
  const space = /\s*/y;
  space.lastIndex = position;
  space.exec(text);
  return space.lastIndex;
}
