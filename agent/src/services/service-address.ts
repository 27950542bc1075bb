// SPDX-License-Identifier: Apache-2.0

import { TerminalError } from '../errors/terminal-error.js';

/**
 * Fills in the template of a connection's address as this organization's peers do: `{{.host}}:9999` with the value
 * `host`. Fabric's ccaas builder runs it through Go's text/template, of which only plain fields are supported here.
 *
 * @throws TerminalError when a value is missing, or the result is no `host:port`.
 */
export function serviceAddress(template: string, values: Readonly<Record<string, string>>): string {
  const address = template.replace(/\{\{-?\s*\.([A-Za-z_]\w*)\s*-?\}\}/g, (_, key: string) => {
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    if (value === undefined) {
      throw new TerminalError(`the address ${template} needs the template value ${key}, which is not configured`);
    }
    return value;
  });
  if (!/^[^\s{}]+:\d{1,5}$/.test(address)) {
    throw new TerminalError(`the address ${address} is not host:port`);
  }
  return address;
}
