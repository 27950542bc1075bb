// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { jsonText } from '../../src/index.js';
import { againstConfigtxlator } from '../support/against-configtxlator.js';
import { decodedCases, malformedCases } from '../support/decode-cases.js';
import { hex } from '../support/hex.js';

againstConfigtxlator('protoDecode against configtxlator', (server) => {
  for (const { reason, type, bytes, json } of decodedCases) {
    it(`reads ${reason}, as configtxlator does`, async () => {
      expect(await server.decode(type, hex(bytes))).to.deep.equal({ value: jsonText(json) });
    });
  }

  for (const { reason, type, bytes } of malformedCases) {
    it(`refuses ${reason}, as configtxlator does`, async () => {
      expect(await server.decode(type, hex(bytes))).to.have.property('refusal');
    });
  }
});
