// SPDX-License-Identifier: Apache-2.0

import { ContractError, type ContractErrorCode, contractErrorCodes } from './contract-error.js';

/**
 * The last code in a text and what follows it on the line: peers, the Gateway and clients put their own words in front
 * (`chaincode response 500, …`, `response: status:500 message:"…"`), some repeat a message to which they add an endpoint.
 */
const wireFormat = new RegExp(`^[^]*\\b(${Object.keys(contractErrorCodes).join('|')}): (.*?)"?\\s*$`, 'm');

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
