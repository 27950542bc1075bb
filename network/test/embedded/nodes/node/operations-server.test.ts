// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { startOperationsServer } from '../../../../src/embedded/node/operations-server.js';
import { freePorts } from '../../../../src/free-ports.js';

const host = '127.0.0.1';

describe('startOperationsServer', () => {
  let port: number;
  let server: { stop(): Promise<void> };

  beforeEach(async () => {
    [port = 0] = await freePorts(1);
    server = await startOperationsServer({ host, port });
  });

  afterEach(() => server.stop());

  const ask = (path: string, method = 'GET') => fetch(`http://${host}:${port}${path}`, { method });

  it('tells a version that cannot be taken for one of Fabric', async () => {
    expect(await (await ask('/version')).json()).to.deep.equal({ CommitSHA: '', Version: 'embedded' });
  });

  it('tells that the node is well', async () => {
    expect(await (await ask('/healthz')).json()).to.include({ status: 'OK' });
  });

  it('has nothing else, and changes nothing', async () => {
    expect((await ask('/metrics')).status).to.equal(404);
    expect((await ask('/version', 'PUT')).status).to.equal(405);
  });

  it('is gone when it is stopped', async () => {
    await server.stop();

    expect(await ask('/version').catch(() => 'refused')).to.equal('refused');
  });
});
