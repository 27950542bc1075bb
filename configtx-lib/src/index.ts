// SPDX-License-Identifier: Apache-2.0

import './bounded-reads.js';

export { blockDataHash } from './block/block-data-hash.js';
export { blockHeaderBytes } from './block/block-header-bytes.js';
export { blockHeaderHash } from './block/block-header-hash.js';
export { channelIDOfBlock } from './block/channel-id-of-block.js';
export { configFromBlock } from './block/config-from-block.js';
export { readChannelConfig } from './block/read-channel-config.js';
export type * from './channel-config.js';
export type * from './channel-profile.js';
export { jsonText } from './codec/json-text.js';
export type { JsonValue } from './codec/json-value.js';
export { protoDecode } from './codec/proto-decode.js';
export { protoEncode } from './codec/proto-encode.js';
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
export { simulateUpdate, type SimulateUpdateOptions } from './simulation/simulate-update.js';
export { updatedConfig, type UpdatedConfigOptions } from './simulation/updated-config.js';
export { validateConfigEnvelope, type ValidateConfigEnvelopeOptions } from './simulation/validate-config-envelope.js';
export { computeUpdate, type ComputeUpdateOptions } from './update/compute-update.js';
export { configSignatureMessage } from './update/config-signature-message.js';
export type { ConfigSigner } from './update/config-signer.js';
export { configUpdateBytes } from './update/config-update-bytes.js';
export { mergeSignatures } from './update/merge-signatures.js';
export { newConfigUpdateEnvelope } from './update/new-config-update-envelope.js';
export {
  newConfigUpdateTransaction,
  type ConfigUpdateTransactionOptions,
} from './update/new-config-update-transaction.js';
export { signConfigUpdate } from './update/sign-config-update.js';
export { updateDigest } from './update/update-digest.js';
export { updateEnvelopeOf } from './update/update-envelope-of.js';
export { unsignedConfigUpdateTransaction } from './update/unsigned-config-update-transaction.js';
export { applyOperations } from './operations/apply-operations.js';
export type * from './operations/channel-operation.js';
export { operationNames } from './operations/operation-table.js';
export { parseOperations } from './operations/parse-operations.js';
export { readOperations } from './operations/read-operations.js';
export { validateOperations, type ValidateOperationsOptions } from './operations/validate-operations.js';
export { parseChannelProfile, type ParseChannelProfileOptions } from './profile/parse-channel-profile.js';
export {
  requiredSignatures,
  type RequiredSignature,
  type RequiredSignaturesOptions,
  type SignatureRequirements,
} from './analysis/required-signatures.js';
export { mspFromFolder, type MspFromFolderOptions, type ProfileFiles } from './profile/msp-from-folder.js';
export { validateChannelProfile, type ValidateChannelProfileOptions } from './profile/validate-channel-profile.js';
export { readConfigtxYaml, type ReadConfigtxYamlOptions } from './profile/read-configtx-yaml.js';
export { explainUpdate, type ExplainUpdateOptions } from './analysis/explain-update.js';
export type { ExplainedChange, Explanation } from './analysis/explanation.js';
export {
  channelProfileFromConfig,
  type ChannelProfileFromConfigOptions,
} from './profile/channel-profile-from-config.js';
export { assessRisks, type AssessRisksOptions } from './analysis/assess-risks.js';
export type { Risk, RiskCode } from './analysis/risks/risk.js';
