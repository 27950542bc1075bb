// SPDX-License-Identifier: Apache-2.0

import { applicationPolicy } from '@opssc/configtx';
import { peer } from '@hyperledger/fabric-protos';
import { FabricError } from '../errors/fabric-error.js';

/** At most one of the three; none: the channel's default endorsement policy. */
export interface ApplicationPolicyOptions {
  /** For instance `AND('Org1MSP.member', 'Org2MSP.member')`. */
  readonly signaturePolicy?: string | undefined;
  /** Path of a channel policy, for instance `/Channel/Application/Endorsement`. */
  readonly channelConfigPolicy?: string | undefined;
  /** Base64: the path of a channel policy, which begins with `/`, or the bytes of a `protos.ApplicationPolicy`. */
  readonly validationParameter?: string | undefined;
}

/**
 * The validation parameter of a definition: bytes of a `protos.ApplicationPolicy`, or none for the channel's default.
 *
 * @throws {@link FabricError} `INVALID_ARGUMENT` when more than one is given, or one is malformed.
 */
export function applicationPolicyBytes(options: ApplicationPolicyOptions): Uint8Array {
  const { signaturePolicy, channelConfigPolicy, validationParameter } = options;
  if ([signaturePolicy, channelConfigPolicy, validationParameter].filter((value) => value !== undefined).length > 1) {
    throw invalid('give one of signaturePolicy, channelConfigPolicy and validationParameter');
  }
  if (validationParameter !== undefined) {
    return decoded(validationParameter);
  }
  if (channelConfigPolicy !== undefined) {
    return applicationPolicy({ channelConfigPolicy });
  }
  return signaturePolicy === undefined ? new Uint8Array() : fromSignaturePolicy(signaturePolicy);
}

function fromSignaturePolicy(signaturePolicy: string): Uint8Array {
  try {
    return applicationPolicy({ signaturePolicy });
  } catch (cause) {
    throw invalid(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function decoded(validationParameter: string): Uint8Array {
  const bytes = Buffer.from(validationParameter, 'base64');
  if (bytes.toString('base64') !== validationParameter) {
    throw invalid('validationParameter is not base64');
  }
  if (bytes.length === 0) {
    return bytes;
  }
  // No message begins with this byte: it would be a field of wire type 7, which there is not.
  if (bytes[0] === '/'.charCodeAt(0)) {
    return applicationPolicy({ channelConfigPolicy: bytes.toString('utf8') });
  }
  if (!isApplicationPolicy(bytes)) {
    throw invalid('validationParameter is neither the path of a policy nor an ApplicationPolicy');
  }
  return bytes;
}

function isApplicationPolicy(bytes: Uint8Array): boolean {
  try {
    return (
      peer.ApplicationPolicy.deserializeBinary(bytes).getTypeCase() !== peer.ApplicationPolicy.TypeCase.TYPE_NOT_SET
    );
  } catch {
    return false;
  }
}

function invalid(message: string, cause?: unknown): FabricError {
  return new FabricError({ code: 'INVALID_ARGUMENT', message, cause });
}
