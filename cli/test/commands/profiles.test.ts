// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { chmod, readFile, stat } from 'node:fs/promises';
import { FakeApi } from '../support/fake-api.js';
import { Home } from '../support/home.js';

describe('profiles', () => {
  let api: FakeApi;
  let home: Home;

  beforeEach(async () => {
    api = await new FakeApi().start();
    home = await Home.make();
  });

  afterEach(async () => {
    await api.stop();
    await home.remove();
  });

  const login = (token = api.token) => home.run(['login', '--token-stdin'], { stdin: `${token}\n` });

  it('are added, and the first one is used', async () => {
    await home.run(['profile', 'add', 'org1', '--url', api.url]);
    await home.run(['profile', 'add', 'org2', '--url', 'https://opssc.org2.example.com', '--ca-file', 'ca.pem']);

    const { stdout } = await home.run(['profile', 'list', '-o', 'json']);

    expect(JSON.parse(stdout)).to.deep.equal([
      { name: 'org1', url: api.url, current: true, by: [] },
      { name: 'org2', url: 'https://opssc.org2.example.com', current: false, by: [] },
    ]);
  });

  it('are in a file that only their owner may read', async () => {
    await home.run(['profile', 'add', 'org1', '--url', api.url]);
    await login();

    expect((await stat(home.profilesFile)).mode & 0o777).to.equal(0o600);
  });

  it('are not read when others may read them', async () => {
    await home.run(['profile', 'add', 'org1', '--url', api.url]);
    await chmod(home.profilesFile, 0o644);

    const { code, stderr } = await home.run(['profile', 'list']);

    expect(code).to.equal(1);
    expect(stderr).to.contain('chmod 600');
  });

  it('are in XDG_CONFIG_HOME where that is set', async () => {
    const environment = { XDG_CONFIG_HOME: `${home.dir}/xdg` };
    await home.run(['profile', 'add', 'org1', '--url', api.url], { environment });

    expect(await readFile(`${home.dir}/xdg/opssc/config.yaml`, 'utf8')).to.contain('org1');
  });

  it('keep a token that the server has taken', async () => {
    await home.run(['profile', 'add', 'org1', '--url', api.url]);

    const { code, stdout } = await login();

    expect({ code, stdout }).to.deep.equal({ code: 0, stdout: 'org1 is logged in at Org1MSP\n' });
    expect((await home.run(['chaincode', 'list'])).stdout).to.equal('no proposals\n');
  });

  it('keep no token that the server refuses', async () => {
    await home.run(['profile', 'add', 'org1', '--url', api.url]);

    const { code } = await login('another-token');

    expect(code).to.equal(1);
    expect(await readFile(home.profilesFile, 'utf8')).not.to.contain('another-token');
  });

  it('ask for the token on a terminal', async () => {
    await home.run(['profile', 'add', 'org1', '--url', api.url]);

    expect((await home.run(['login'], { answer: api.token })).code).to.equal(0);
  });

  it('change and go', async () => {
    await home.run(['profile', 'add', 'org1', '--url', api.url]);
    await home.run(['profile', 'add', 'org2', '--url', 'http://127.0.0.1:9']);
    await home.run(['profile', 'use', 'org2']);
    await home.run(['profile', 'remove', 'org1']);

    const { stdout } = await home.run(['profile', 'list', '-o', 'json']);

    expect(JSON.parse(stdout)).to.deep.equal([{ name: 'org2', url: 'http://127.0.0.1:9', current: true, by: [] }]);
  });

  it('show no token in a list', async () => {
    await home.run(['profile', 'add', 'org1', '--url', api.url]);
    await login();

    for (const format of ['table', 'json', 'yaml']) {
      expect((await home.run(['profile', 'list', '-o', format])).stdout)
        .to.contain('token')
        .and.not.to.contain(api.token);
    }
  });

  it('send their token to their own server only', async () => {
    const other = await new FakeApi().start();
    try {
      await home.run(['profile', 'add', 'org1', '--url', api.url]);
      await login();

      await home.run(['chaincode', 'list'], { environment: { OPSSC_URL: other.url } });

      expect(other.requests.map(({ headers }) => headers.authorization)).to.deep.equal([undefined]);
    } finally {
      await other.stop();
    }
  });

  it('are refused under a name or with a URL that is none', async () => {
    expect((await home.run(['profile', 'add', '../x', '--url', api.url])).code).to.equal(2);
    expect((await home.run(['profile', 'add', 'org1', '--url', 'ftp://example.com'])).code).to.equal(2);
    expect((await home.run(['profile', 'add', 'org1'])).stderr).to.contain('--url is missing');
  });

  it('must be there to be named', async () => {
    const { code, stderr } = await home.run(['chaincode', 'list', '--profile', 'org9']);

    expect(code).to.equal(2);
    expect(stderr).to.contain('there is no profile org9');
  });
});
