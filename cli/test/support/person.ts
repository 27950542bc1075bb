// SPDX-License-Identifier: Apache-2.0

/** Somebody with a browser: follows redirects, keeps cookies, and sends the forms that it is shown. */
export class Person {
  readonly #cookies = new Map<string, string>();

  /** Opens a page, and goes on to the last one. */
  async open(url: string): Promise<string> {
    let target = new URL(url);
    let form: URLSearchParams | undefined;
    for (let step = 0; step < 20; step += 1) {
      const response = await fetch(target, {
        method: form === undefined ? 'GET' : 'POST',
        redirect: 'manual',
        headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        body: form ?? null,
      });
      this.#keep(response);
      const location = response.headers.get('location');
      const text = await response.text();
      const [, action] = /<form[^>]* action="([^"]*)"/.exec(text) ?? [];
      // A form to fill in is where it begins again: it was denied.
      if (location === null && (action === undefined || text.includes('type="text"'))) {
        return text;
      }
      form = location === null ? fieldsIn(text) : undefined;
      target = new URL(location ?? action ?? '', target);
    }
    throw new Error(`there is no end to ${url}`);
  }

  #keep(response: Response): void {
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.#cookies.set(name, value);
    }
  }
}

function fieldsIn(text: string): URLSearchParams {
  const inputs = text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return new URLSearchParams([...inputs].map(([, name = '', value = '']): [string, string] => [name, value]));
}
