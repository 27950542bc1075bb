// SPDX-License-Identifier: Apache-2.0

export { createNetwork } from './create-network.js';
export { openNetwork } from './open-network.js';
export { environmentFile } from './write-environment-files.js';
export { type FabricBinaries, findFabricBinaries } from './native/find-fabric-binaries.js';
export { NetworkError, type NetworkErrorCode } from './network-error.js';
export type {
  AddOrganizationOptions,
  CertificateIssuer,
  IdentityFiles,
  Network,
  NetworkNode,
  NetworkOptions,
  NetworkOrganization,
  NodeStatus,
  OrdererNode,
  OrdererOrganization,
  OrganizationCrypto,
  RootCertificateIssuer,
} from './network.js';
export type {
  MspFiles,
  NetworkPlan,
  NodePlan,
  OrdererOrganizationPlan,
  OrdererPlan,
  OrganizationPlan,
  PeerPlan,
  TlsFiles,
} from './network-plan.js';
