// SPDX-License-Identifier: Apache-2.0

const loopback: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Whether tokens may travel there: TLS, or this very machine. */
export function isSecure(text: string): boolean {
  if (!URL.canParse(text)) {
    return false;
  }
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && loopback.includes(hostname));
}
