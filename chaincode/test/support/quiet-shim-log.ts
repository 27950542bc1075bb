// SPDX-License-Identifier: Apache-2.0

// Read by fabric-contract-api and fabric-shim when they are loaded: import this first.
process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'ERROR';

export {};
