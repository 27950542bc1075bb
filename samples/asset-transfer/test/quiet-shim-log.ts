// SPDX-License-Identifier: Apache-2.0

// Read by fabric-contract-api when it is loaded: import this first.
process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'ERROR';

export {};
