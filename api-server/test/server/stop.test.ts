// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { rejection } from '../support/rejection.js';
import { startTestServer } from '../support/test-server.js';
import { until } from '../support/until.js';

describe('stopping the server', () => {
  it('finishes the requests under way, then takes no more', async () => {
    const server = await startTestServer();
    const { promise, resolve } = withResolver();
    const asked = { yet: false };
    server.fabric.ops.listChannels = async () => {
      asked.yet = true;
      await promise;
      return [];
    };
    const answer = server.get('/channel/getChannels');
    await until(() => asked.yet);

    const stopped = server.stop();
    resolve();

    expect((await answer).status).to.equal(200);
    await stopped;
    expect(await rejection(server.get('/version'))).to.be.instanceOf(TypeError);
    expect(server.fabric.closed).to.equal(true);
  });
});

function withResolver(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
