// SPDX-License-Identifier: Apache-2.0

export * from './contracts/execution-contract.js';
export * from './contracts/governance-contract.js';
export * from './contracts/proposals-contract.js';
export * from './contracts/registry-contract.js';
export * from './contracts/resources-contract.js';
export * from './endorser-clock.js';
export * from './model/index.js';
