// SPDX-License-Identifier: Apache-2.0

export { blockDataHash } from './block/block-data-hash.js';
export { blockHeaderBytes } from './block/block-header-bytes.js';
export { blockHeaderHash } from './block/block-header-hash.js';
export { channelIDOfBlock } from './block/channel-id-of-block.js';
export { configFromBlock } from './block/config-from-block.js';
export { readChannelConfig } from './block/read-channel-config.js';
export type * from './channel-config.js';
export type * from './channel-profile.js';
export { ConfigTxError, type ConfigTxErrorCode } from './config-tx-error.js';
export { newGenesisBlock, type GenesisBlockOptions } from './genesis/new-genesis-block.js';
export { mspConfig } from './genesis/msp-config.js';
export { MspError, type MspErrorCode } from './msp/msp-error.js';
export { newMspManager } from './msp/new-msp-manager.js';
export type { X509MspOptions } from './msp/x509-msp.js';
export { newConfigBundle } from './new-config-bundle.js';
export type * from './policy-evaluation.js';
export { applicationPolicy, type ApplicationPolicyOptions } from './policy/application-policy.js';
export { evaluateSignaturePolicy, type EvaluateSignaturePolicyOptions } from './policy/evaluate-signature-policy.js';
export { formatSignaturePolicy } from './policy/format-signature-policy.js';
export { parseSignaturePolicy } from './policy/parse-signature-policy.js';
