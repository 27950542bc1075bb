// SPDX-License-Identifier: Apache-2.0

import { ConfigTxError } from '@opssc/configtx';
import { ApiProblem } from './api-problem.js';

/** What the library calls the whole: operations of an update, the profile of a new channel. */
const wholes = /^(?:operations|profile)(?=$|[.[])/;

/**
 * Turns the library's refusal of a profile into a problem at the place where the profile stands in the request; any other
 * error stays as it is.
 *
 * @param place path of the profile in the body: `proposal.opsProfile`
 */
export function profileProblem(error: unknown, place: string): unknown {
  if (!(error instanceof ConfigTxError)) {
    return error;
  }
  const field = placed(error.path ?? '', place);
  const message = withoutPath(error);
  return new ApiProblem({
    code: 'INVALID_PROFILE',
    detail: `${field}: ${message}`,
    fields: [{ field, message }],
    cause: error,
  });
}

function placed(path: string, place: string): string {
  const rest = path.replace(wholes, '');
  return rest === '' || rest.startsWith('.') || rest.startsWith('[') ? place + rest : `${place}.${rest}`;
}

/** The library's messages begin with the path, which here is another. */
function withoutPath({ message, path }: ConfigTxError): string {
  const start = `${path ?? ''}: `;
  return path !== undefined && message.startsWith(start) ? message.slice(start.length) : message;
}
