// SPDX-License-Identifier: Apache-2.0

/** One signature over `data` by the creator `identity` (bytes of an `msp.SerializedIdentity`). */
export interface SignedData {
  readonly data: Uint8Array;
  readonly identity: Uint8Array;
  readonly signature: Uint8Array;
}

/** An identity that an MSP of the channel has found valid (chain, revocation, NodeOU). */
export interface ValidIdentity {
  readonly mspID: string;
  /** Of its NodeOU: `client`, `peer`, `admin`, `orderer`; every valid identity is also a member. */
  readonly roles: ReadonlySet<'member' | 'admin' | 'client' | 'peer' | 'orderer'>;
  /** Bytes of the `SerializedIdentity`. */
  readonly bytes: Uint8Array;
  readonly organizationalUnits: readonly string[];
  /** SHA-256 of the CA certificates from its issuer to the root: who vouches for the units. */
  readonly certifiersIdentifier: Uint8Array;
  /** DER, with the CA's signature in its low-S form, so that one certificate has one form only. */
  readonly certificate: Uint8Array;
  /** Fabric's MSPs do not mind; its peers and orderers refuse requests of clients whose certificate has expired. */
  readonly expiresAt: Date;
  /** ECDSA signatures have to have a low S. */
  verify(message: Uint8Array, signature: Uint8Array): boolean;
}

/** The MSPs of one channel configuration. */
export interface MspManager {
  /**
   * Throws `MspError` with Fabric's reason: unknown MSP, not issued by its CAs, revoked, no NodeOU. A CA must have been
   * valid when it issued the certificate; that the certificate has expired since is not looked at (Fabric's FAB-3678).
   */
  deserialize(identity: Uint8Array): ValidIdentity;
  readonly mspIDs: readonly string[];
}

/** The policy tree of one channel configuration. */
export interface PolicyManager {
  /**
   * Evaluates `/Channel/Application/Writers` (absolute) for these signatures, deduplicated by identity. Undefined when
   * satisfied, else the reason.
   */
  evaluate(path: string, signatures: readonly SignedData[]): string | undefined;
  has(path: string): boolean;
}

/** An immutable reading of one configuration, as Fabric's channelconfig bundle. */
export interface ConfigBundle {
  readonly channelID: string;
  readonly sequence: bigint;
  readonly msps: MspManager;
  readonly policies: PolicyManager;
}
