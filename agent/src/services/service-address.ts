// SPDX-License-Identifier: Apache-2.0

import { TerminalError } from '../errors/terminal-error.js';

export interface ServiceHosts {
  /** The organization's values for templates, as its peers have them. */
  readonly templateValues: Readonly<Record<string, string>>;
  /** Hosts beside those values that a proposal may name: `host`, or `*.example.com` for all below it. */
  readonly chaincodeHosts: readonly string[];
}

/**
 * Fills in the template of a connection's address as this organization's peers do: `{{.host}}:9999` with the value
 * `host`. Fabric's ccaas builder runs it through Go's text/template, of which only plain fields are supported here.
 *
 * The template is another organization's word, and the agent connects to what it gives: a host that this organization has
 * not named itself is refused, so that nobody can have the agent knock on doors within its network.
 *
 * @throws TerminalError when a value is missing, the result is no `host:port`, or the host is not the organization's.
 */
export function serviceAddress(template: string, { templateValues, chaincodeHosts }: ServiceHosts): string {
  const address = template.replace(/\{\{-?\s*\.([A-Za-z_]\w*)\s*-?\}\}/g, (_, key: string) => {
    const value = Object.hasOwn(templateValues, key) ? templateValues[key] : undefined;
    if (value === undefined) {
      throw new TerminalError(`the address ${template} needs the template value ${key}, which is not configured`);
    }
    return value;
  });
  const [, host] = /^([^\s{}]+):\d{1,5}$/.exec(address) ?? [];
  if (host === undefined) {
    throw new TerminalError(`the address ${address} is not host:port`);
  }
  if (!Object.values(templateValues).includes(host) && !chaincodeHosts.some((allowed) => fits(host, allowed))) {
    throw new TerminalError(`the host ${host} is neither a value of templateValues nor among chaincodeHosts`);
  }
  return address;
}

function fits(host: string, allowed: string): boolean {
  return allowed.startsWith('*.') ? host.endsWith(allowed.slice(1)) : host === allowed;
}
