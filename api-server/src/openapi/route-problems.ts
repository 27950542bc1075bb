// SPDX-License-Identifier: Apache-2.0

import { isForApplications, isOpen } from '../auth/permissions.js';
import { type ProblemCode, problemCodes } from '../problem/problem-codes.js';
import type { Route, Tag } from '../routes/route.js';

export interface StatusProblems {
  readonly status: number;
  readonly codes: readonly { readonly code: ProblemCode; readonly meaning: string }[];
}

/** What a route can refuse with, by ascending status: its own codes, and those that follow from what it reads. */
export function routeProblems(route: Route): readonly StatusProblems[] {
  const statuses = new Map<number, { code: ProblemCode; meaning: string }[]>();
  for (const code of new Set(codesOf(route))) {
    const { httpStatus, meaning } = problemCodes[code];
    statuses.set(httpStatus, [...(statuses.get(httpStatus) ?? []), { code, meaning }]);
  }
  return [...statuses].map(([status, codes]) => ({ status, codes })).sort((left, right) => left.status - right.status);
}

/** Routes that ask Fabric, or the contracts. */
const fabricTags: readonly Tag[] = ['Application', 'Chaincode', 'Channel', 'Consortium', 'Governance'];

/** What can be said of who asks. */
const callerProblems: readonly ProblemCode[] = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'TOO_MANY_REQUESTS',
  'TOO_MANY_FAILED_LOGINS',
  'IDENTITY_PROVIDER_UNAVAILABLE',
];

/** What those who are not let in get. */
function admissionProblems(operationID: string): readonly ProblemCode[] {
  if (isForApplications(operationID)) {
    return ['CREDENTIAL_REFUSED', 'TOO_MANY_REQUESTS', 'TOO_MANY_TRANSACTIONS'];
  }
  return isOpen(operationID) ? [] : callerProblems;
}

/** A body is read of every `post`, whatever is in it; and every one may have an idempotency key, and is a decision. */
const postProblems: readonly ProblemCode[] = [
  'MALFORMED_JSON',
  'BODY_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'IDEMPOTENCY_KEY_REUSED',
  'IDEMPOTENCY_UNAVAILABLE',
  'AUDIT_LOG_UNAVAILABLE',
];

function codesOf({ operationID, method, tag, body, problems = [] }: Route): readonly ProblemCode[] {
  const asksFabric = fabricTags.includes(tag);
  return [
    ...problems,
    // What a route does not read must not be there.
    'INVALID_ARGUMENT',
    ...(body?.invalid === undefined ? [] : [body.invalid]),
    ...admissionProblems(operationID),
    ...(method === 'post' ? postProblems : []),
    ...(asksFabric ? (['FABRIC_REFUSED', 'FABRIC_UNAVAILABLE', 'OPSSC_UNAVAILABLE', 'FABRIC_TIMEOUT'] as const) : []),
    'INTERNAL',
  ];
}
