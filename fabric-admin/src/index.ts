// SPDX-License-Identifier: Apache-2.0

export { ConfigError, type ConfigProblem } from './config/config-error.js';
export { configPathSchema } from './config/config-path.js';
export { loadConfig } from './config/load-config.js';
export { identitySchema, type IdentitySection } from './config/identity-schema.js';
export { openOrganization, type OpenOrganization, type OpenOrganizationOptions } from './config/open-organization.js';
export { opsSectionSchema, type OpsSection } from './config/ops-section-schema.js';
export { organizationConfigSchema, type OrganizationConfig } from './config/organization-config-schema.js';
export { organizationSectionSchema, type OrganizationSection } from './config/organization-section-schema.js';
export { certificateFileSchema, privateKeyFileSchema } from './config/pem-file-schema.js';
export { applicationPolicyBytes, type ApplicationPolicyOptions } from './definitions/application-policy-bytes.js';
export { collectionConfigPackage } from './definitions/collection-config-package.js';
export type { CollectionConfig } from './definitions/collection-config.js';
export { describeCollections } from './definitions/describe-collections.js';
export { newLifecycle, type LifecycleOptions } from './definitions/new-lifecycle.js';
export { newPeerLifecycle, type PeerLifecycleOptions } from './definitions/new-peer-lifecycle.js';
export { channelIDOf } from './deliver/channel-id-of.js';
export { fetchBlock, type FetchBlockOptions } from './deliver/fetch-block.js';
export { fetchConfigBlock, type FetchConfigBlockOptions } from './deliver/fetch-config-block.js';
export { lastConfigIndex } from './deliver/last-config-index.js';
export type { Endpoint, OperationsEndpoint, OrdererAdminEndpoint } from './endpoint.js';
export { CommitError } from './errors/commit-error.js';
export {
  FabricError,
  type FabricErrorCode,
  type FabricErrorDetail,
  type FabricErrorOptions,
} from './errors/fabric-error.js';
export { fabricReason, type FabricReason } from './errors/fabric-reason.js';
export type {
  ChaincodeCall,
  ChaincodeTransaction,
  ChaincodeWrite,
  EndorsedTransaction,
  GatewayConnection,
  SubmittedTransaction,
} from './gateway-connection.js';
export type { GatewayTimeouts } from './gateway/gateway-peer.js';
export { newGatewayConnection, type GatewayConnectionOptions } from './gateway/new-gateway-connection.js';
export { newFileSigningIdentity, type FileSigningIdentityOptions } from './identity/new-file-signing-identity.js';
export { newSigningIdentity, type SigningIdentityOptions } from './identity/new-signing-identity.js';
export { currentIdentity } from './identity/current-identity.js';
export { serializeIdentity } from './identity/serialize-identity.js';
export type {
  ApprovedDefinition,
  CommittedDefinition,
  CommittedTransaction,
  Lifecycle,
  LifecycleDefinition,
} from './lifecycle.js';
export type { OrdererAdmin, OrdererChannel } from './orderer-admin.js';
export type { OrderingClient } from './ordering-client.js';
export { readVersion, type ReadVersionOptions } from './operations/read-version.js';
export { newOrderingClient, type OrderingClientOptions } from './ordering/new-ordering-client.js';
export { ordererEndpointsOf } from './ordering/orderer-endpoints-of.js';
export { packageCcaas, type CcaasConnection, type CcaasPackageOptions } from './packaging/package-ccaas.js';
export { packageIDOf } from './packaging/package-id-of.js';
export { serviceAddressOf } from './packaging/service-address-of.js';
export { sourceDigest } from './packaging/source-digest.js';
export { newOrdererAdmin, type OrdererAdminOptions } from './participation/new-orderer-admin.js';
export type { ChainInfo, InstalledChaincode, PeerAdmin } from './peer-admin.js';
export type { PeerLifecycle } from './peer-lifecycle.js';
export { HsmError } from './pkcs11/hsm-error.js';
export { newPkcs11SigningIdentity, type Pkcs11SigningIdentityOptions } from './pkcs11/new-pkcs11-signing-identity.js';
export { newPkcs11Token, type Pkcs11Token, type Pkcs11TokenOptions } from './pkcs11/pkcs11-token.js';
export { newPeerAdmin, type PeerAdminOptions } from './peers/new-peer-admin.js';
export type { SigningIdentity } from './signing-identity.js';
export { reloadWhenChanged, type ReloadOptions } from './tls/reload-when-changed.js';
export { areCertificates } from './tls/are-certificates.js';
export { newTlsServer, type TlsServerOptions } from './tls/new-tls-server.js';
export type { TlsConfig } from './tls/tls-files.js';
export type { FailoverLogger } from './transport/failover.js';
