// SPDX-License-Identifier: Apache-2.0

import { contractErrorCodes } from '@opssc/chaincode/model';

/** Codes that this server adds to those of the contracts. */
const apiProblemCodes = {
  MALFORMED_JSON: { httpStatus: 400, meaning: 'The body is not JSON.' },
  UNAUTHENTICATED: { httpStatus: 401, meaning: 'There are no credentials, or none that are good.' },
  FORBIDDEN: { httpStatus: 403, meaning: "None of the caller's roles may do that." },
  SEPARATION_OF_DUTY: { httpStatus: 403, meaning: 'Who proposed does not vote for the organization.' },
  CREDENTIAL_REFUSED: {
    httpStatus: 401,
    meaning: "The application's credential is missing, not known, or does not work (any more).",
  },
  CHANNEL_NOT_OPENED: { httpStatus: 403, meaning: "The application's credential does not open this channel." },
  FABRIC_FORBIDDEN: { httpStatus: 403, meaning: "Fabric does not let this organization's identity do that." },
  ROUTE_NOT_FOUND: { httpStatus: 404, meaning: 'There is nothing at this path.' },
  NO_AUDIT_LOG: { httpStatus: 404, meaning: 'This server keeps no audit log.' },
  CHAINCODE_NOT_DEFINED: { httpStatus: 404, meaning: 'No definition of this chaincode is committed on the channel.' },
  CHANNEL_NOT_JOINED: {
    httpStatus: 409,
    meaning: "None of the organization's peers has joined the channel yet, so its configuration is not known here.",
  },
  METHOD_NOT_ALLOWED: { httpStatus: 405, meaning: 'The path takes other methods; `Allow` names them.' },
  TRANSACTION_INVALID: {
    httpStatus: 409,
    meaning: 'The transaction was ordered and found invalid, so it changed nothing; another one came first.',
  },
  NO_SYSTEM_CHANNEL: {
    httpStatus: 410,
    meaning: 'Fabric has had no system channel since 3.0: orderers join each channel by its own configuration.',
  },
  BODY_TOO_LARGE: { httpStatus: 413, meaning: 'The body is over the limit.' },
  UNSUPPORTED_MEDIA_TYPE: { httpStatus: 415, meaning: 'A body must be application/json in UTF-8.' },
  INVALID_PROPOSAL: {
    httpStatus: 422,
    meaning: "The body is not a proposal about a channel's configuration; `field` tells where.",
  },
  INVALID_PROFILE: {
    httpStatus: 422,
    meaning: 'The profile is wrong in itself, or does not fit the channel as it is now; `field` tells where.',
  },
  NOTHING_CHANGES: { httpStatus: 422, meaning: 'The channel is already as the profile would make it.' },
  FABRIC_WOULD_REFUSE: {
    httpStatus: 422,
    meaning: 'Fabric would not take the configuration that comes of it, whoever signs; a preview tells more.',
  },
  IDEMPOTENCY_KEY_REUSED: { httpStatus: 422, meaning: 'The idempotency key stands for another request.' },
  UNSUPPORTED_PACKAGE_TYPE: { httpStatus: 422, meaning: 'Packages of this type come later; `ccaas` is there.' },
  TOO_MANY_REQUESTS: {
    httpStatus: 429,
    meaning: 'Over the limit of requests a minute; come back after `Retry-After`.',
  },
  TOO_MANY_TRANSACTIONS: {
    httpStatus: 429,
    meaning: 'Over the limit of transactions a second, or at one time; come back after `Retry-After`.',
  },
  TOO_MANY_FAILED_LOGINS: {
    httpStatus: 429,
    meaning: 'Too many logins from this address failed; come back after `Retry-After`.',
  },
  TOO_MANY_STREAMS: { httpStatus: 429, meaning: 'Over the limit of open event streams.' },
  INTERNAL: { httpStatus: 500, meaning: 'A mistake of this server; its log has the details under the request ID.' },
  FABRIC_REFUSED: { httpStatus: 502, meaning: 'A peer or orderer refused, for the reason in `detail`.' },
  FABRIC_UNAVAILABLE: { httpStatus: 503, meaning: "None of the organization's peers can be reached now." },
  OPSSC_UNAVAILABLE: {
    httpStatus: 503,
    meaning: 'The OpsSC contracts do not run on the ops-channel now, for the reason in `detail`.',
  },
  AUDIT_LOG_UNAVAILABLE: { httpStatus: 503, meaning: "The audit log can't be written, so nothing was done." },
  IDEMPOTENCY_UNAVAILABLE: {
    httpStatus: 503,
    meaning: "The Redis that keeps idempotency keys can't be reached now, so nothing was done.",
  },
  IDENTITY_PROVIDER_UNAVAILABLE: {
    httpStatus: 503,
    meaning: "The identity provider that issued the access token can't be asked for its keys now.",
  },
  FABRIC_TIMEOUT: {
    httpStatus: 504,
    meaning: 'Fabric did not answer in time. What was asked for may have happened: look before trying again.',
  },
} as const;

/** Every code that a problem can have, with its HTTP status and meaning. Codes are stable; texts are not. */
export const problemCodes = { ...contractErrorCodes, ...apiProblemCodes };

export type ProblemCode = keyof typeof problemCodes;
