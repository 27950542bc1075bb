// SPDX-License-Identifier: Apache-2.0

export * from './channel-entry.js';
export * from './limits.js';
export * from './list-all-resources.js';
export * from './membership-state.js';
export * from './membership-transitions.js';
export * from './new-resources-client.js';
export * from './require-within-limit.js';
export * from './resource-ref.js';
export * from './resource-state.js';
export * from './resource-view.js';
export * from './resource.js';
export * from './resources-client.js';
export * from './role-matrix.js';
export * from './seen-in.js';
