// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { protoEncode } from '../../src/index.js';
import { againstConfigtxlator } from '../support/against-configtxlator.js';
import { encodeCases } from '../support/encode-cases.js';

againstConfigtxlator('protoEncode against configtxlator', (server) => {
  for (const { type, json, refusedAt } of encodeCases) {
    it(`${refusedAt === undefined ? 'takes' : 'refuses'} ${type} from ${json}, as configtxlator does`, async () => {
      const theirs = await server.encode(type, json);
      if ('refusal' in theirs) {
        expect(refusedAt, theirs.refusal).not.to.equal(undefined);
      } else {
        expect(refusedAt).to.equal(undefined);
        expect(Buffer.from(protoEncode(type, JSON.parse(json))).toString('hex')).to.equal(
          Buffer.from(theirs.value).toString('hex'),
        );
      }
    });
  }
});
