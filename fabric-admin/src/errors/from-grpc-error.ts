// SPDX-License-Identifier: Apache-2.0

import { type ServiceError, status as grpcStatus } from '@grpc/grpc-js';
import { GatewayError, type ErrorDetail } from '@hyperledger/fabric-gateway';
import type { Endpoint } from '../endpoint.js';
import { errorCode } from './error-code.js';
import { FabricError, type FabricErrorCode, type FabricErrorDetail } from './fabric-error.js';
import { type FabricReason, fabricReason } from './fabric-reason.js';

const codes: Readonly<Record<number, FabricErrorCode>> = {
  [grpcStatus.UNAVAILABLE]: 'UNAVAILABLE',
  [grpcStatus.DEADLINE_EXCEEDED]: 'TIMEOUT',
  // By the node, as it stops: this side ends its own calls without asking what became of them.
  [grpcStatus.CANCELLED]: 'UNAVAILABLE',
  [grpcStatus.NOT_FOUND]: 'NOT_FOUND',
  [grpcStatus.PERMISSION_DENIED]: 'FORBIDDEN',
  [grpcStatus.UNAUTHENTICATED]: 'FORBIDDEN',
  [grpcStatus.INVALID_ARGUMENT]: 'INVALID_ARGUMENT',
};

/** Turns whatever a gRPC or Gateway call to this endpoint threw into a {@link FabricError}; leaves our own as they are. */
export function fromGrpcError(error: unknown, endpoint: Endpoint): FabricError {
  if (error instanceof FabricError) {
    return error;
  }
  const { status, text, fabricDetails } = partsOf(error);
  const details = fabricDetails.map(({ address, mspId, message }) => ({ address, mspID: mspId, message }));
  const reason = firstReason([text, ...details.map(({ message }) => message)]);
  return new FabricError({
    code: errorCode(reason, status === undefined ? 'INVALID_ANSWER' : (codes[status] ?? 'REFUSED')),
    message: `${endpoint.name} (${endpoint.address}): ${oneLine(text, details)}`,
    reason,
    status,
    details: details.length > 0 ? details : [{ address: endpoint.address, mspID: '', message: text }],
    transactionID: transactionIDOf(error),
    cause: error,
  });
}

interface GrpcParts {
  readonly status: number | undefined;
  readonly text: string;
  readonly fabricDetails: readonly ErrorDetail[];
}

function partsOf(error: unknown): GrpcParts {
  if (error instanceof GatewayError) {
    return { status: error.code, text: withoutEmptyNote(error.cause.details), fabricDetails: error.details };
  }
  if (isServiceError(error)) {
    return { status: error.code, text: withoutEmptyNote(error.details), fabricDetails: [] };
  }
  return { status: undefined, text: error instanceof Error ? error.message : String(error), fabricDetails: [] };
}

/** grpc-js ends "No connection established" with a heading that has nothing below it. */
function withoutEmptyNote(text: string): string {
  return text.replace(/\s*Resolution note:\s*$/, '');
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' && 'details' in error;
}

function firstReason(texts: readonly string[]): FabricReason | undefined {
  return texts.map((text) => fabricReason(text)).find((reason) => reason !== undefined);
}

/** Peers often say the same; then it is said once. */
function oneLine(text: string, details: readonly FabricErrorDetail[]): string {
  const speakers = new Map<string, string[]>();
  for (const { address, mspID, message } of details) {
    speakers.set(message, [...(speakers.get(message) ?? []), `${mspID} ${address}`]);
  }
  const said = [...speakers].map(([message, by]) => `${by.join(', ')}: ${message}`);
  return [text, ...said].join('; ').replaceAll(/\s*\n\s*/g, ' ');
}

function transactionIDOf(error: unknown): string | undefined {
  return error instanceof GatewayError && 'transactionId' in error && typeof error.transactionId === 'string'
    ? error.transactionId
    : undefined;
}
