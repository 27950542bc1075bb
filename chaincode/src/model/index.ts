// SPDX-License-Identifier: Apache-2.0

export * from './byte-order.js';
export * from './canonical-json.js';
export * from './channel-membership.js';
export * from './contract-client.js';
export * from './contract-error.js';
export * from './decide.js';
export * from './decode-contract-error.js';
export * from './digest.js';
export * from './events.js';
export * from './facts.js';
export * from './history.js';
export * from './ops-client.js';
export * from './parse-ops-event.js';
export * from './policy-organizations.js';
export * from './policy.js';
export * from './proposal.js';
export * from './schemas/index.js';
export * from './signature-policy-organizations.js';
export * from './signature-policy-text.js';
export * from './status.js';
export * from './transactions.js';
export * from './view.js';
