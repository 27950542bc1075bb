// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePorts } from '../src/free-ports.js';

describe('freePorts', () => {
  it('passes over a port that somebody listens on', async () => {
    const [taken = 0] = await freePorts(1);
    const server = createServer().listen(taken, '127.0.0.1');
    await once(server, 'listening');
    try {
      expect(await freePorts(1, taken)).to.not.include(taken);
    } finally {
      server.close();
    }
  });

  it('gives different ports, from the start of the range again after its end', async () => {
    const ports = await freePorts(5, 31_999);
    expect(new Set(ports)).to.have.property('size', 5);
    expect(Math.max(...ports)).to.be.at.most(32_000);
    expect(Math.min(...ports)).to.be.at.least(10_000);
  });
});
