// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { ConfigTxError, parseSignaturePolicy } from '../../src/index.js';
import { readGolden } from '../support/golden.js';

interface GoldenPolicy {
  readonly text: string;
  /** Hexadecimal. */
  readonly bytes?: string;
  /** Fabric's. */
  readonly error?: string;
}

const golden = readGolden('signature-policies.json') as readonly GoldenPolicy[];

describe('parseSignaturePolicy', () => {
  for (const { text, bytes } of golden.filter((policy) => policy.bytes !== undefined)) {
    it(`gives Fabric's bytes for ${text}`, () => {
      expect(Buffer.from(parseSignaturePolicy(text).serializeBinary()).toString('hex')).to.equal(bytes);
    });
  }

  for (const { text, error } of golden.filter((policy) => policy.error !== undefined)) {
    it(`refuses ${JSON.stringify(text)}, of which Fabric says ${JSON.stringify(error)}`, () => {
      expect(() => parseSignaturePolicy(text))
        .to.throw(ConfigTxError)
        .with.property('code', 'INVALID_POLICY');
    });
  }

  // Fabric evaluates a general expression language; only policies are taken from it here.
  const expressions = ["OutOf(1.5, 'A.member', 'B.member')", "OutOf(1+1, 'A.member', 'B.member')", "(OR('A.member'))"];
  for (const text of expressions) {
    it(`refuses ${text}, an expression rather than a policy`, () => {
      expect(() => parseSignaturePolicy(text)).to.throw(ConfigTxError);
    });
  }

  const errors = [
    { text: '', position: 0, message: 'expected AND, OR or OutOf, found the end at position 0' },
    { text: "OR('A.member'", position: 13, message: "expected ')', found the end at position 13" },
    { text: "OR('A.member') AND", position: 15, message: "expected the end, found 'AND' at position 15" },
    { text: "AND('A.member', OR('B.boss'))", position: 19, message: 'error parsing principal B.boss at position 19' },
    {
      text: "OutOf(4, 'A.peer', 'B.peer')",
      position: 6,
      message: 'invalid t-out-of-n predicate, t 4, n 2 at position 6',
    },
    { text: "OutOf('two', 'A.peer')", position: 6, message: 'expected a number at position 6' },
    { text: "NOT('A.peer')", position: 0, message: "unknown gate 'NOT' at position 0" },
    { text: "OR('A.peer', #)", position: 13, message: "unexpected '#' at position 13" },
    { text: "OR('A.peer", position: 3, message: 'unterminated text at position 3' },
    { text: 'OR(A.peer)', position: 4, message: "unexpected '.' at position 4" },
  ];
  for (const { text, position, message } of errors) {
    it(`tells where ${JSON.stringify(text)} is wrong`, () => {
      const error = errorOf(() => parseSignaturePolicy(text));
      expect(error).to.be.instanceOf(ConfigTxError);
      expect(error).to.include({ message, position });
    });
  }

  it('takes a hundred gates in one another and refuses more', () => {
    const nested = (depth: number): string => `${'OR('.repeat(depth)}'A.member'${')'.repeat(depth)}`;
    expect(parseSignaturePolicy(nested(100)).getIdentitiesList()).to.have.length(1);
    expect(() => parseSignaturePolicy(nested(101))).to.throw(ConfigTxError, /nested deeper than 100/);
    expect(() => parseSignaturePolicy(nested(100_000))).to.throw(ConfigTxError, /nested deeper than 100/);
  });
});

function errorOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}
