// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { isSameSubject, parseRequest, subjectOf, subjectSchema } from '../../src/model/index.js';

const issuer = 'https://login.example.com';
const alice = subjectOf(issuer, 'alice');

describe('subjectOf', () => {
  it('hashes issuer, NUL and name', () => {
    const subjectHash = createHash('sha256').update('https://login.example.com\0alice').digest('hex');

    expect(alice).to.deep.equal({ issuer, subjectHash });
  });

  it('gives what the contracts take', () => {
    expect(parseRequest(subjectSchema, alice)).to.deep.equal(alice);
  });
});

describe('isSameSubject', () => {
  for (const { reason, other, same } of [
    { reason: 'the same name at the same issuer', other: subjectOf(issuer, 'alice'), same: true },
    { reason: 'another name', other: subjectOf(issuer, 'bob'), same: false },
    { reason: 'the same name at another issuer', other: subjectOf('https://other.example.com', 'alice'), same: false },
    { reason: 'the same hash under another issuer', other: { ...alice, issuer: 'x' }, same: false },
    { reason: 'nobody', other: undefined, same: false },
  ]) {
    it(`is ${String(same)} for ${reason}`, () => {
      expect(isSameSubject(alice, other)).to.equal(same);
      expect(isSameSubject(other, alice)).to.equal(same);
    });
  }

  it('is false for nobody and nobody', () => {
    expect(isSameSubject(undefined, undefined)).to.equal(false);
  });
});

describe('subjectSchema', () => {
  for (const { reason, subject } of [
    { reason: 'no issuer', subject: { ...alice, issuer: '' } },
    { reason: 'an issuer without end', subject: { ...alice, issuer: 'a'.repeat(257) } },
    { reason: 'a name in place of its hash', subject: { issuer, subjectHash: 'alice' } },
    { reason: 'the name beside it', subject: { ...alice, name: 'alice' } },
  ]) {
    it(`refuses ${reason}`, () => {
      expect(subjectSchema.safeParse(subject).success).to.equal(false);
    });
  }
});
