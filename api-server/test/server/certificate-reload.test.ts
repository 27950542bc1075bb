// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HttpsClient, newHttpsClient } from '../support/https-client.js';
import { newTestAuthority, type TestAuthority } from '../support/test-authority.js';
import { startTestServer, type TestServer } from '../support/test-server.js';
import { until } from '../support/until.js';

/** Half of them keep their connection, the others make one for each request. */
const CLIENTS = 16;
const REPLACEMENTS = 10;

describe("the server's certificate under load", function () {
  this.timeout(60_000);
  let dir: string;
  let authority: TestAuthority;
  let server: TestServer;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'opssc-reload-'));
    authority = await newTestAuthority('CN=ca');
    await replace('certificate 0');
    const tls = { certificate: join(dir, 'server.crt'), privateKey: join(dir, 'server.key') };
    server = await startTestServer({ api: { tls }, limits: { requestsPerMinute: 1_000_000 }, timing: { reload: 5 } });
  });

  afterEach(async () => {
    await server.stop();
    await rm(dir, { recursive: true });
  });

  it('is replaced many times without a failed request, and each one is served', async () => {
    const newClient = () => newHttpsClient({ url: server.url, ca: authority.cert });
    const statuses: number[] = [];
    const servedBy = new Set<string>();
    const kept = new Set<number>();
    let over = false;
    const ask = async (client: HttpsClient): Promise<number> => {
      const answer = await client.get('/version', server.as('viewer'));
      statuses.push(answer.status);
      servedBy.add(answer.servedBy);
      return answer.localPort;
    };
    const keepAsking = async (): Promise<void> => {
      const client = newClient();
      while (!over) {
        kept.add(await ask(client));
      }
      client.close();
    };
    const askAnew = async (): Promise<void> => {
      while (!over) {
        const client = newClient();
        await ask(client);
        client.close();
      }
    };
    const asking = Promise.all(
      Array.from({ length: CLIENTS }, (_, index) => (index % 2 === 0 ? keepAsking() : askAnew())),
    );

    for (let count = 1; count <= REPLACEMENTS; count += 1) {
      await replace(`certificate ${count}`);
      await Promise.race([until(() => servedBy.has(`certificate ${count}`)), asking]);
    }
    over = true;
    await asking;

    expect([...new Set(statuses)]).to.deep.equal([200]);
    expect(servedBy).to.have.lengthOf(REPLACEMENTS + 1);
    expect(kept).to.have.lengthOf(CLIENTS / 2);
  });

  /** One file after the other, as `cp` would. */
  async function replace(commonName: string): Promise<void> {
    const { cert, key } = await authority.issue({ subject: `CN=${commonName}` });
    await writeFile(join(dir, 'server.crt'), cert);
    await writeFile(join(dir, 'server.key'), key);
  }
});
