// SPDX-License-Identifier: Apache-2.0

/**
 * Every code with which a contract refuses, what it means, and the HTTP status that an API answers with. The code is the
 * contract of this table; the text behind it is for people and may change.
 */
export const contractErrorCodes = {
  INVALID_ARGUMENT: { httpStatus: 400, meaning: 'The argument is not what the schema says; `field` tells where.' },
  NOT_ADMIN: { httpStatus: 403, meaning: "The caller's certificate is not an admin's of its organization." },
  NOT_A_MEMBER: { httpStatus: 403, meaning: "The caller's organization is not a member of the electorate." },
  NOT_PROPOSER: { httpStatus: 403, meaning: 'Only the organization that proposed may withdraw.' },
  NOT_HOLDER: { httpStatus: 403, meaning: 'Only the organization that holds the resource may do this.' },
  NOT_FOUND: { httpStatus: 404, meaning: 'Nothing has this ID.' },
  UNKNOWN_CHANNEL: { httpStatus: 404, meaning: 'No majority of its own members attests such a channel.' },
  ALREADY_EXISTS: { httpStatus: 409, meaning: 'This ID is taken.' },
  ALREADY_VOTED: { httpStatus: 409, meaning: 'The organization has voted on this proposal; votes are final.' },
  ALREADY_DECIDED: { httpStatus: 409, meaning: 'The proposal is decided, so it cannot be withdrawn any more.' },
  DEADLINE_PASSED: { httpStatus: 409, meaning: 'The deadline for votes on this proposal is over.' },
  DIGEST_MISMATCH: { httpStatus: 409, meaning: 'The vote was cast on something else than what is proposed.' },
  TARGET_BUSY: { httpStatus: 409, meaning: 'Another proposal for the same target is open.' },
  TARGET_COMMITTED: { httpStatus: 409, meaning: 'This sequence, or a later one, is committed already.' },
  CHANNEL_EXISTS: { httpStatus: 409, meaning: 'A channel of this name is attested already.' },
  CHANNEL_DISABLED: { httpStatus: 409, meaning: 'The organizations decided that OpsSC leaves this channel alone.' },
  NOT_APPROVED: { httpStatus: 409, meaning: 'The proposal is not approved, so nothing may be carried out.' },
  NOT_FAILED: { httpStatus: 409, meaning: 'The organizations without a failure receipt could still carry it out.' },
  OUTCOME_DIFFERS: { httpStatus: 409, meaning: 'Another outcome of this proposal is recorded; outcomes are final.' },
  HALTED: {
    httpStatus: 409,
    meaning: 'The organizations have halted it; nothing is carried out until they resume it.',
  },
  NOT_HALTED: { httpStatus: 409, meaning: 'It is not halted, so there is nothing to resume.' },
  NOTHING_TO_HALT: { httpStatus: 409, meaning: 'The proposal is over, or takes effect without being carried out.' },
  GRACE_PERIOD: { httpStatus: 409, meaning: 'The grace period after the decision is not over.' },
  MEMBERSHIP_DISPUTED: {
    httpStatus: 409,
    meaning: "The majority of those who decided on the constitution before do not attest the ops-channel's members.",
  },
  LIMIT_EXCEEDED: { httpStatus: 409, meaning: 'Over a limit on resources; the text names it and its use.' },
  WRONG_STATE: { httpStatus: 409, meaning: 'The resource, or its parent, is in a state that does not allow this.' },
  CLOCK_SKEW: { httpStatus: 503, meaning: "The transaction's time is over 15 minutes from the endorser's clock." },
} as const satisfies Readonly<Record<string, { readonly httpStatus: number; readonly meaning: string }>>;

export type ContractErrorCode = keyof typeof contractErrorCodes;

export interface ContractErrorOptions {
  readonly code: ContractErrorCode;
  /** For a person, on one line. */
  readonly text: string;
  /** Path of what is wrong in the argument, such as `body.chaincodeDefinition.sequence`; for `INVALID_ARGUMENT`. */
  readonly field?: string;
  readonly cause?: unknown;
}

/**
 * A refusal by a contract. Its message is what goes over the wire: `CODE: text`, and with a field
 * `INVALID_ARGUMENT: FIELD: text`.
 */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly code: ContractErrorCode;
  readonly field?: string;
  /** The message without code and field. */
  readonly text: string;

  constructor({ code, text, field, cause }: ContractErrorOptions) {
    super(`${code}: ${field === undefined ? '' : `${field}: `}${text}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.text = text;
    if (field !== undefined) {
      this.field = field;
    }
  }

  get httpStatus(): number {
    return contractErrorCodes[this.code].httpStatus;
  }
}
