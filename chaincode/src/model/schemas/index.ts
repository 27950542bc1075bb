// SPDX-License-Identifier: Apache-2.0

export * from './attest-request-schema.js';
export * from './ccaas-package-schema.js';
export * from './chaincode-definition-schema.js';
export * from './channel-policy-path-schema.js';
export * from './collection-config-schema.js';
export * from './create-channel-schema.js';
export * from './deploy-chaincode-schema.js';
export * from './fabric-name-schemas.js';
export * from './list-request-schema.js';
export * from './outcome-request-schema.js';
export * from './parse-request.js';
export * from './policy-schema.js';
export * from './proposal-body-schema.js';
export * from './propose-request-schema.js';
export * from './query-request-schemas.js';
export * from './receipt-request-schema.js';
export * from './set-channel-state-schema.js';
export * from './signature-policy-schema.js';
export * from './signature-request-schema.js';
export * from './status-schema.js';
export * from './subject-schema.js';
export * from './text-schemas.js';
export * from './update-channel-schema.js';
export * from './vote-request-schema.js';
export * from './withdraw-request-schema.js';
