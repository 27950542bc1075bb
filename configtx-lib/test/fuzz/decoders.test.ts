// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import {
  computeUpdate,
  configFromBlock,
  ConfigTxError,
  configUpdateBytes,
  protoDecode,
  protoEncode,
  readChannelConfig,
  updateEnvelopeOf,
} from '../../src/index.js';
import { decodeMessage } from '../../src/decode-message.js';
import { mutated } from '../support/mutated.js';
import { sampleBlocks } from '../support/sample-blocks.js';

const cases = Number(process.env['FUZZ_CASES'] ?? '4000');
const firstSeed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** Each takes the bytes of a block and does with them what agents and orderers' clients do. */
const decoders: Readonly<Record<string, (bytes: Uint8Array) => unknown>> = {
  'protoDecode, and protoEncode of what it gives': (bytes) => {
    const encoded = protoEncode('common.Block', protoDecode('common.Block', bytes));
    // Not the bytes it was: unknown fields are gone.
    const again = protoEncode('common.Block', protoDecode('common.Block', encoded));
    expect(Buffer.compare(again, encoded)).to.equal(0);
  },
  'configFromBlock and computeUpdate': (bytes) => {
    const { channelID, config } = configFromBlock(blockOf(bytes));
    const updated = config.clone();
    updated.getChannelGroup()?.setModPolicy('Other');
    const update = computeUpdate({ channelID, original: config, updated });
    return update && configUpdateBytes(update);
  },
  readChannelConfig: (bytes) => readChannelConfig(blockOf(bytes)),
  updateEnvelopeOf: (bytes) => {
    const [transaction] = blockOf(bytes).getData()?.getDataList_asU8() ?? [];
    return updateEnvelopeOf(
      decodeMessage({ type: common.Envelope, bytes: transaction ?? bytes, what: 'transaction', code: 'MALFORMED' }),
    );
  },
};

function blockOf(bytes: Uint8Array): common.Block {
  return decodeMessage({ type: common.Block, bytes, what: 'block', code: 'MALFORMED' });
}

describe(`decoders, given ${cases} damaged blocks (FUZZ_SEED=${firstSeed})`, function () {
  this.timeout(60_000 + cases * 20);
  const blocks = sampleBlocks();
  const share = Math.ceil(cases / Object.keys(decoders).length);

  Object.entries(decoders).forEach(([name, decode], index) => {
    it(`give a value or a ConfigTxError: ${name}`, () => {
      const verdicts = { taken: 0, refused: 0 };
      const first = firstSeed + index * share;
      for (let seed = first; seed < first + share; seed += 1) {
        const block = blocks[seed % blocks.length] ?? new Uint8Array();
        verdicts[verdictOf(decode, mutated(block, seed), seed)] += 1;
      }
      // Damage that is always or never found would be no test.
      expect(verdicts.taken).to.be.greaterThan(share / 100);
      expect(verdicts.refused).to.be.greaterThan(share / 100);
    });
  });
});

function verdictOf(decode: (bytes: Uint8Array) => unknown, bytes: Uint8Array, seed: number): 'taken' | 'refused' {
  try {
    decode(bytes);
    return 'taken';
  } catch (error) {
    if (error instanceof ConfigTxError) {
      return 'refused';
    }
    throw new Error(`seed ${seed}: ${String(error)}`, { cause: error });
  }
}
