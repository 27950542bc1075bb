// SPDX-License-Identifier: Apache-2.0

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FakeApi } from './fake-api.js';
import { Home, type Ran, type RunOptions } from './home.js';

/** A server, and somebody who is logged in at it. */
export interface CliWorld {
  readonly api: FakeApi;
  readonly home: Home;
  run(args: readonly string[], options?: RunOptions): Promise<Ran>;
  /** Writes a file and returns its path. */
  file(name: string, text: string): Promise<string>;
  stop(): Promise<void>;
}

export async function startCliWorld(): Promise<CliWorld> {
  const api = await new FakeApi().start();
  const home = await Home.make();
  const login = { OPSSC_URL: api.url, OPSSC_TOKEN: api.token };
  return {
    api,
    home,
    run: (args, options = {}) => home.run(args, { ...options, environment: { ...login, ...options.environment } }),
    file: async (name, text) => {
      const path = join(home.dir, name);
      await writeFile(path, text);
      return path;
    },
    stop: async () => {
      await api.stop();
      await home.remove();
    },
  };
}
