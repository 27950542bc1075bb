// SPDX-License-Identifier: Apache-2.0

import { ContractError, type ContractErrorCode, contractErrorCodes } from './contract-error.js';

/**
 * What peers and the `peer` command put in front of a contract's message (`chaincode response 500, …`,
 * `response: status:500 message:"…"`) ends with neither a letter nor `_`, so a code starts at a boundary.
 */
const wireFormat = new RegExp(`\\b(${Object.keys(contractErrorCodes).join('|')}): (.*?)"?\\s*$`, 'm');

/** Property names and indexes: `body.chaincodeDefinition.collections[0].name`. */
const fieldAndText = /^([A-Za-z_][\w$-]*(?:\.[\w$-]+|\[\d+\])*): (.*)$/;

/** Finds a contract's refusal in the texts that Fabric wraps around it; undefined when there is none. */
export function decodeContractError(message: string, cause?: unknown): ContractError | undefined {
  const match = wireFormat.exec(message);
  const [, code, text] = match ?? [];
  if (!isCode(code) || text === undefined) {
    return undefined;
  }
  const [, field, rest] = (code === 'INVALID_ARGUMENT' ? fieldAndText.exec(text) : null) ?? [];
  return new ContractError(
    field === undefined || rest === undefined ? { code, text, cause } : { code, field, text: rest, cause },
  );
}

function isCode(code: string | undefined): code is ContractErrorCode {
  return code !== undefined && Object.hasOwn(contractErrorCodes, code);
}
