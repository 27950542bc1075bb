// SPDX-License-Identifier: Apache-2.0

import { Lexer, parseDocument } from 'yaml';
import { ConfigTxError } from '../config-tx-error.js';

/** Characters; ten times what a channel of a hundred organizations needs. */
const maxLength = 4 * 1024 * 1024;
/** A parser's work and memory grow with these, hundreds of bytes each. A certificate is one. */
const maxTokens = 100_000;
/** Brackets in brackets. */
const maxDepth = 64;
/** Aliases of one anchor, however often it is nested: enough for hundreds of organizations, and no bomb. */
const maxAliasCount = 10_000;

/**
 * Reads YAML, or JSON, which is YAML as well, with anchors and merge keys.
 *
 * @param what it is, for errors
 * @throws ConfigTxError `INVALID_PROFILE`
 */
export function readYaml(text: string, what: string): unknown {
  const problem = problemOf(text);
  if (problem !== undefined) {
    throw invalid(what, problem);
  }
  const document = parseDocument(text, { merge: true, prettyErrors: true, logLevel: 'silent' });
  const [error] = document.errors;
  if (error) {
    throw invalid(what, error.message.split('\n')[0] ?? error.code, error);
  }
  try {
    return document.toJS({ maxAliasCount }) as unknown;
  } catch (cause) {
    throw invalid(what, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

/** What can be seen without building anything from it. */
function problemOf(text: string): string | undefined {
  if (text.length > maxLength) {
    return `is longer than ${maxLength} characters`;
  }
  // A NUL is in no YAML, and in most of what is none.
  if (text.includes('\0')) {
    return 'is no text';
  }
  let tokens = 0;
  let depth = 0;
  for (const token of new Lexer().lex(text)) {
    tokens++;
    if (token === '[' || token === '{') {
      depth++;
    } else if (token === ']' || token === '}') {
      depth--;
    }
    if (tokens > maxTokens || depth > maxDepth) {
      return depth > maxDepth ? `is nested deeper than ${maxDepth}` : `has more than ${maxTokens} parts`;
    }
  }
  return undefined;
}

function invalid(path: string, reason: string, cause?: unknown): ConfigTxError {
  return new ConfigTxError('INVALID_PROFILE', `${path}: ${reason}`, { path, cause });
}
