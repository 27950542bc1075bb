// SPDX-License-Identifier: Apache-2.0

/** `connection.json` of a chaincode as a service, as the peer reads it. */
export interface Connection {
  readonly address: string;
  readonly dial_timeout?: string;
  readonly tls_required?: boolean;
  readonly client_auth_required?: boolean;
  /** PEM, as the other two. */
  readonly root_cert?: string;
  readonly client_key?: string;
  readonly client_cert?: string;
}

/** The members that Fabric's own builder for chaincode services treats as templates (ccaas_builder/cmd/build). */
const templates = ['address', 'dial_timeout', 'root_cert', 'client_key', 'client_cert'] as const;

/**
 * Fills in `{{.key}}` in a connection from one organization's values. Of Go's template language only that is understood:
 * anything else between braces is refused, as is a key without a value.
 *
 * @throws Error that names the member of the connection.
 */
export function fillConnection(connection: Connection, values: Readonly<Record<string, string>>): Connection {
  const filled = templates.flatMap((member) => {
    const text = connection[member];
    return text === undefined ? [] : [[member, fill(member, text, values)]];
  });
  return { ...connection, ...(Object.fromEntries(filled) as Partial<Connection>) };
}

function fill(member: string, text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{-?(.*?)-?\}\}/gs, (action, expression: string) => {
    const key = /^\s*\.(\w+)\s*$/.exec(expression)?.[1];
    if (key === undefined) {
      throw new Error(`connection.json: ${member}: ${action} is not supported, only {{.key}} is`);
    }
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    if (value === undefined) {
      throw new Error(`connection.json: ${member}: there is no value for ${action}`);
    }
    return value;
  });
}
