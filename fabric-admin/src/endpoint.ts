// SPDX-License-Identifier: Apache-2.0

/**
 * A gRPC endpoint of a peer or an orderer. Its certificates may become others while clients of it are open (those of a
 * configuration do, when its files change): new connections are made with the new ones.
 */
export interface Endpoint {
  /** For messages and metrics, for instance `peer0.org1.example.com`. */
  readonly name: string;
  /** `host:port`; dial `localhost` or a host name, not an IP address (TLS server name). */
  readonly address: string;
  /** PEM. Absent: no TLS. */
  readonly tlsRootCerts?: Uint8Array;
  /** TLS server name, where it is not the host of the address. */
  readonly serverName?: string;
  /** PEM, for mutual TLS. */
  readonly clientCertificate?: { readonly certificate: Uint8Array; readonly privateKey: Uint8Array };
}

/** A node's operations endpoint: HTTP, or HTTPS with or without a client's certificate. */
export interface OperationsEndpoint {
  /** Of the node. */
  readonly name: string;
  /** `http://host:port` or `https://host:port` */
  readonly url: string;
  /** PEM. Absent: the system's CAs. */
  readonly tlsRootCerts?: Uint8Array;
  /** PEM. */
  readonly clientCertificate?: { readonly certificate: Uint8Array; readonly privateKey: Uint8Array };
}

/** An orderer's channel participation API (`osnadmin`): HTTPS with mutual TLS. */
export interface OrdererAdminEndpoint {
  readonly name: string;
  /** `https://host:port` */
  readonly url: string;
  readonly tlsRootCerts: Uint8Array;
  readonly clientCertificate: { readonly certificate: Uint8Array; readonly privateKey: Uint8Array };
}
