// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { ChaincodeConnection } from '../ledger/ledger.js';
import { goDuration } from '../node/go-duration.js';
import type { ChaincodePackage } from './chaincode-package.js';
import { fillTemplate } from './fill-template.js';

/** Fabric's. */
const defaultDialTimeoutMs = 3000;

const connectionSchema = z.object({
  address: z.string().default(''),
  dial_timeout: z.string().default(''),
  tls_required: z.boolean().default(false),
  client_auth_required: z.boolean().default(false),
  root_cert: z.string().default(''),
  client_key: z.string().default(''),
  client_cert: z.string().default(''),
});

/**
 * Where a `ccaas` package says that its service is: `connection.json` with the peer's values for its templates.
 *
 * @throws Error when it is missing or malformed, or needs a value that the peer has not.
 */
export function chaincodeConnection(
  { code }: ChaincodePackage,
  values: Readonly<Record<string, string>>,
): ChaincodeConnection {
  const bytes = code.get('connection.json');
  if (!bytes) {
    throw new Error('connection.json not found');
  }
  const connection = parseConnection(bytes);
  const fill = (name: string, template: string): string => {
    try {
      return fillTemplate(template, values);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`Failed to parse the ${name} field template: ${reason}`, { cause });
    }
  };
  const address = fill('Address', connection.address);
  if (address === '') {
    throw new Error('chaincode address not provided');
  }
  const timeout = fill('DialTimeout', connection.dial_timeout);
  const base = { address, dialTimeoutMs: timeout === '' ? defaultDialTimeoutMs : goDuration(timeout) };
  if (!connection.tls_required) {
    return base;
  }
  const rootCert = fill('RootCert', connection.root_cert);
  if (rootCert === '') {
    throw new Error('chaincode tls root cert not provided');
  }
  if (!connection.client_auth_required) {
    return { ...base, tls: { rootCert } };
  }
  const clientKey = fill('ClientKey', connection.client_key);
  const clientCert = fill('ClientCert', connection.client_cert);
  if (clientKey === '' || clientCert === '') {
    throw new Error('chaincode tls client key or certificate not provided');
  }
  return { ...base, tls: { rootCert, clientKey, clientCert } };
}

function parseConnection(bytes: Uint8Array): z.infer<typeof connectionSchema> {
  try {
    return connectionSchema.parse(JSON.parse(Buffer.from(bytes).toString()));
  } catch (cause) {
    throw new Error('connection.json is not valid', { cause });
  }
}
