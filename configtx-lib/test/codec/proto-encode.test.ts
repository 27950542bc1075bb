// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { jsonText, protoDecode, protoEncode } from '../../src/index.js';
import { encodeCases } from '../support/encode-cases.js';
import { readGolden } from '../support/golden.js';
import { malformedPath } from '../support/malformed-path.js';

describe('protoEncode', () => {
  for (const { type, json, refusedAt } of encodeCases) {
    if (refusedAt === undefined) {
      it(`takes ${type} from ${json}`, () => {
        const bytes = protoEncode(type, JSON.parse(json));
        // What was read is what is written again.
        expect(Buffer.from(protoEncode(type, protoDecode(type, bytes)))).to.deep.equal(Buffer.from(bytes));
      });
    } else {
      it(`refuses ${type} from ${json} at ${refusedAt || 'the top'}`, () => {
        expect(malformedPath(() => protoEncode(type, JSON.parse(json)))).to.equal(refusedAt);
      });
    }
  }

  for (const file of ['raft.json', 'bft.json']) {
    it(`gives the block that configtxlator wrote into ${file}`, () => {
      const golden = readGolden(file);
      const bytes = protoEncode('common.Block', golden);
      expect(protoDecode('common.Block', bytes)).to.deep.equal(golden);
    });
  }

  it('gives the same bytes whatever the order of keys', () => {
    const inOrder = protoEncode('protos.ACLs', {
      acls: { '10': { policy_ref: 'a' }, '9': {}, é: {}, 𝒳: {}, '\uffff': {} },
    });
    const other = protoEncode('protos.ACLs', {
      acls: { '\uffff': {}, 𝒳: {}, é: {}, '9': {}, '10': { policy_ref: 'a' } },
    });
    expect(Buffer.from(inOrder)).to.deep.equal(Buffer.from(other));
    // The byte order of UTF-8, in which U+FFFF comes before what UTF-16 needs two units for.
    const keys = ['10', '9', 'é', '\uffff', '𝒳'];
    const positions = keys.map((key) => Buffer.from(inOrder).indexOf(Buffer.from(key)));
    expect(positions).to.deep.equal(positions.toSorted((one, two) => one - two));
  });

  it('keeps a key that JavaScript has a meaning for', () => {
    const json: unknown = JSON.parse(
      '{"acls": {"__proto__": {"policy_ref": "a"}, "constructor": {"policy_ref": "b"}}}',
    );
    expect(jsonText(protoDecode('peer.ACLs', protoEncode('peer.ACLs', json)))).to.equal(
      jsonText(json as { [key: string]: string }),
    );
  });

  it('refuses a number that JavaScript has rounded, which its text is not', () => {
    expect(malformedPath(() => protoEncode('common.LastConfig', { index: 2 ** 53 }))).to.equal('index');
    expect(
      protoDecode('common.LastConfig', protoEncode('common.LastConfig', { index: '9007199254740993' })),
    ).to.deep.equal({
      index: '9007199254740993',
    });
  });

  it('refuses JSON that is too deep to be a configuration', () => {
    let rule: object = { signed_by: 0 };
    for (let depth = 0; depth < 10_000; depth += 1) {
      rule = { n_out_of: { n: 1, rules: [rule] } };
    }
    expect(malformedPath(() => protoEncode('common.SignaturePolicy', rule))).to.match(/^n_out_of\.rules\[0\]/);
  });
});
