// SPDX-License-Identifier: Apache-2.0

import { spawn } from 'node:child_process';
import process from 'node:process';

/** What shows a page, by platform; the URL is one argument, and no shell reads it. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Shows a page in the browser of this machine. Where there is none nothing happens: its URL is told as well. */
export function openBrowser(url: string): void {
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
