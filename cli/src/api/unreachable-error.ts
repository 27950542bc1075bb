// SPDX-License-Identifier: Apache-2.0

import { CliError } from '../cli-error.js';

/** What connections fail with, in words. */
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection broke',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the name server does not answer',
  ETIMEDOUT: 'no answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'no answer in time',
  UND_ERR_SOCKET: 'the connection broke',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is of a CA that is not known here (give --ca-file)',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is of a CA that is not known here (give --ca-file)',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is of a CA that is not known here (give --ca-file)',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is of a CA that is not known here (give --ca-file)',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  EPROTO: 'it does not speak TLS as this client does (http or https?)',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS (http or https?)',
};

/** Nobody answers at the URL, or not in time: it may work later. */
export class UnreachableError extends CliError {
  override readonly name = 'UnreachableError';

  constructor(url: string, cause: unknown) {
    super(`cannot reach ${url}: ${reasonOf(cause)}`, { cause });
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  if (error.name === 'TimeoutError') {
    return 'no answer in time';
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const words = code === undefined ? undefined : reasons[code];
  if (words !== undefined) {
    return words;
  }
  // Behind "fetch failed" stands what failed; several addresses of one name fail together.
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  return inner === undefined ? error.message : reasonOf(inner);
}
