// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';

/**
 * The person or machine on whose word an organization decided, as the organization's API server knew them. The ledger is
 * shared, so it holds a hash: whoever knows a name can tell whether it was theirs, and nobody can list the names.
 */
export interface Subject {
  /** Who vouches for the subject: the identity provider's issuer URL, or a name for a CA or a list of tokens. */
  readonly issuer: string;
  /** Hex SHA-256 of issuer, NUL and the subject's name there. */
  readonly subjectHash: string;
}

/** A decision, or the request for it, of a person or machine of the organization. */
export interface Attributed {
  /** On whose word, if the organization's API server says it; an agent's own work has none. */
  readonly subject?: Subject;
}

/** As a field, where there is a subject. */
export function attributedTo(subject: Subject | undefined): Attributed {
  return subject === undefined ? {} : { subject };
}

/** The subject of this name at this issuer. */
export function subjectOf(issuer: string, name: string): Subject {
  return { issuer, subjectHash: createHash('sha256').update(`${issuer}\0${name}`).digest('hex') };
}

/** Whether they are the same: names are only unique at their issuer, which the hash has in it too. */
export function isSameSubject(left: Subject | undefined, right: Subject | undefined): boolean {
  return left !== undefined && left.issuer === right?.issuer && left.subjectHash === right.subjectHash;
}
