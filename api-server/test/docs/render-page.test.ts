// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { html } from '../../src/docs/html.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

describe('the page that describes the API', () => {
  let server: TestServer;
  let page: string;

  before(async () => {
    server = await startTestServer();
    page = await (await fetch(`${server.url}/api/v1/docs`)).text();
  });

  after(() => server.stop());

  it('shows every operation', async () => {
    const { json } = await server.get('/openapi.json');
    const { paths } = json as { paths: Record<string, Record<string, { operationId: string }>> };

    for (const { operationId } of Object.values(paths).flatMap((item) => Object.values(item))) {
      expect(page).to.include(`id="${operationId}"`);
    }
  });

  it('has every place that it links to', () => {
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, place]) => place);
    const places = [...page.matchAll(/id="([^"]+)"/g)].map(([, place]) => place);

    expect(links).not.to.deep.equal([]);
    expect(places).to.include.members(links);
  });

  it('takes everything from this server, and no scripts', async () => {
    const loaded = [...page.matchAll(/(?:src|rel="stylesheet" href)="([^"]+)"/g)].map(([, place]) => place ?? '');

    expect(loaded).to.deep.equal(['/api/v1/docs/style.css']);
    expect(page).not.to.include('<script');
    expect((await fetch(server.url + (loaded[0] ?? ''))).headers.get('content-type')).to.include('text/css');
  });

  it('explains every code where problems point to', async () => {
    const { json } = await server.get('/nothing');
    const { type } = json as { type: string };

    expect(page).to.include(`id="${type.slice(type.indexOf('#') + 1)}"`);
  });
});

describe('html', () => {
  it('escapes what is not HTML', () => {
    expect(html`<p title="${`"'`}">${'<b>&'}</p>`.text).to.equal('<p title="&quot;&#39;">&lt;b&gt;&amp;</p>');
  });

  it('keeps what is', () => {
    const items = ['1', '2'].map((text) => html`<i>${text}</i>`);

    expect(html`<b>${items}</b>`.text).to.equal('<b><i>1</i><i>2</i></b>');
  });
});
