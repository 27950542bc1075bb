// SPDX-License-Identifier: Apache-2.0

/**
 * Results after which everything is opened again: sessions, login or handles are gone with a token that was pulled out, or
 * with a connection to one on the network (PKCS#11 2.40, section 5.1).
 */
const lost: ReadonlySet<string> = new Set([
  'CKR_CRYPTOKI_NOT_INITIALIZED',
  'CKR_DEVICE_ERROR',
  'CKR_DEVICE_REMOVED',
  'CKR_FUNCTION_FAILED',
  'CKR_GENERAL_ERROR',
  'CKR_KEY_HANDLE_INVALID',
  'CKR_OBJECT_HANDLE_INVALID',
  'CKR_OPERATION_ACTIVE',
  'CKR_OPERATION_NOT_INITIALIZED',
  'CKR_SESSION_CLOSED',
  'CKR_SESSION_HANDLE_INVALID',
  'CKR_SLOT_ID_INVALID',
  'CKR_TOKEN_NOT_PRESENT',
  'CKR_TOKEN_NOT_RECOGNIZED',
  'CKR_USER_NOT_LOGGED_IN',
]);

/** What a PKCS#11 library answered, such as `CKR_PIN_INCORRECT`; undefined: the error is none of a library's. */
export function resultOf(error: unknown): string | undefined {
  const [result] = /CKR_[A-Z0-9_]+/.exec(error instanceof Error ? error.message : '') ?? [];
  return result;
}

/** Whether sessions opened anew may help. */
export function isLost(error: unknown): boolean {
  const result = resultOf(error);
  return result !== undefined && lost.has(result);
}
