// SPDX-License-Identifier: Apache-2.0

import { type ConfigtxlatorServer, findConfigtxlator, startConfigtxlator } from './configtxlator-server.js';
import { differentialCases } from './differential-cases.js';

const perCase = 1_000;

/** A suite that compares with configtxlator, which it starts; skipped, with the reason, where there is none. */
export function againstConfigtxlator(title: string, define: (server: ConfigtxlatorServer) => void): void {
  const file = findConfigtxlator();
  if (file === undefined) {
    describe.skip(`${title} (skipped: no configtxlator in FABRIC_BIN, PATH or ~/.opssc/fabric/bin)`, () => {
      define(notStarted);
    });
    return;
  }
  describe(title, function () {
    this.timeout(60_000 + differentialCases() * perCase);
    let started: ConfigtxlatorServer = notStarted;
    before(async () => {
      started = await startConfigtxlator(file);
    });
    after(() => started.stop());
    define({
      decode: (type, bytes) => started.decode(type, bytes),
      encode: (type, json) => started.encode(type, json),
      computeUpdate: (channelID, original, updated) => started.computeUpdate(channelID, original, updated),
      stop: () => started.stop(),
    });
  });
}

const notStarted: ConfigtxlatorServer = {
  decode: () => Promise.reject(new Error('not started')),
  encode: () => Promise.reject(new Error('not started')),
  computeUpdate: () => Promise.reject(new Error('not started')),
  stop: () => Promise.resolve(),
};
