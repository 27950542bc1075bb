// SPDX-License-Identifier: Apache-2.0

import type { msp } from '@hyperledger/fabric-protos';
import type { CertificateAuthorities } from './certificate-authorities.js';
import { MspError } from './msp-error.js';

export type NodeRole = 'client' | 'peer' | 'admin' | 'orderer';

/** The units of one identity, and the CAs that vouch for them. */
export interface IdentityUnits {
  readonly names: readonly string[];
  readonly certifiersIdentifier: Uint8Array;
}

interface Unit {
  readonly name: string;
  /** Undefined if any CA of the MSP will do. */
  readonly certifiersIdentifier: Uint8Array | undefined;
}

/** What an MSP wants of the organizational units in its members' certificates. */
export class OrganizationalUnits {
  /** Whether an identity has to have one of the units that tell roles. */
  readonly areEnforced: boolean;
  readonly #mspID: string;
  /** If there are any, an identity has to have one of them. */
  readonly #required: readonly Unit[];
  readonly #nodeUnits: ReadonlyMap<NodeRole, Unit>;

  /** @throws MspError for a unit of a CA that is not the MSP's */
  constructor(config: msp.FabricMSPConfig, authorities: CertificateAuthorities) {
    this.#mspID = config.getName();
    this.#required = config.getOrganizationalUnitIdentifiersList().map((identifier) => ({
      name: identifier.getOrganizationalUnitIdentifier(),
      certifiersIdentifier: authorities.certifiersIdentifierOf(identifier.getCertificate_asU8()),
    }));
    this.#nodeUnits = nodeUnitsOf(config.getFabricNodeOus(), authorities);
    this.areEnforced = (config.getFabricNodeOus()?.getEnable() ?? false) && this.#nodeUnits.size > 0;
  }

  get hasAdminUnit(): boolean {
    return this.areEnforced && this.#nodeUnits.has('admin');
  }

  /** The roles that an identity's units tell. */
  rolesOf({ names }: IdentityUnits): NodeRole[] {
    if (!this.areEnforced) {
      return [];
    }
    return [...this.#nodeUnits].filter(([, unit]) => names.includes(unit.name)).map(([role]) => role);
  }

  /**
   * Checks an identity's units (bccspmsp.validateIdentityOUsV142).
   *
   * @throws MspError `WRONG_UNIT`
   */
  validate(units: IdentityUnits): void {
    if (this.#required.length > 0 && !this.#required.some((unit) => isVouchedFor(unit, units))) {
      throw wrongUnit(
        units.names.length === 0
          ? 'the identity certificate does not contain an Organizational Unit (OU)'
          : `none of the identity's organizational units ${describe(units)} are in MSP ${this.#mspID}`,
      );
    }
    if (this.areEnforced) {
      this.#validateRole(units);
    }
  }

  /** An identity has exactly one role. */
  #validateRole(units: IdentityUnits): void {
    const byName = new Map([...this.#nodeUnits.values()].map((unit) => [unit.name, unit]));
    const found = units.names.flatMap((name) => byName.get(name) ?? []).slice(0, 2);
    if (found.some(({ certifiersIdentifier }) => certifiersIdentifier && !isEqual(certifiersIdentifier, units))) {
      throw wrongUnit(`certifiersIdentifier does not match: ${describe(units)}, MSP: [${this.#mspID}]`);
    }
    if (found.length === 0) {
      throw wrongUnit(
        `the identity does not have an OU that resolves to client, peer, orderer, or admin role. OUs: ${describe(units)}, MSP: [${this.#mspID}]`,
      );
    }
    if (found.length > 1) {
      throw wrongUnit(
        `the identity must have a client, a peer, an orderer, or an admin OU role to be valid, not a combination of them. OUs: ${describe(units)}, MSP: [${this.#mspID}]`,
      );
    }
  }
}

function nodeUnitsOf(
  config: msp.FabricNodeOUs | undefined,
  authorities: CertificateAuthorities,
): ReadonlyMap<NodeRole, Unit> {
  const identifiers: readonly (readonly [NodeRole, msp.FabricOUIdentifier | undefined])[] = [
    ['client', config?.getClientOuIdentifier()],
    ['peer', config?.getPeerOuIdentifier()],
    ['admin', config?.getAdminOuIdentifier()],
    ['orderer', config?.getOrdererOuIdentifier()],
  ];
  const units = new Map<NodeRole, Unit>();
  for (const [role, identifier] of identifiers) {
    if (identifier) {
      const certificate = identifier.getCertificate_asU8();
      units.set(role, {
        name: identifier.getOrganizationalUnitIdentifier(),
        certifiersIdentifier: certificate.length === 0 ? undefined : authorities.certifiersIdentifierOf(certificate),
      });
    }
  }
  return units;
}

function isVouchedFor({ name, certifiersIdentifier }: Unit, units: IdentityUnits): boolean {
  return units.names.includes(name) && certifiersIdentifier !== undefined && isEqual(certifiersIdentifier, units);
}

function isEqual(identifier: Uint8Array, { certifiersIdentifier }: IdentityUnits): boolean {
  return Buffer.from(identifier).equals(certifiersIdentifier);
}

/** `[client(0123456789ABCDEF)]`, as Fabric prints them. */
function describe({ names, certifiersIdentifier }: IdentityUnits): string {
  const certifiers = Buffer.from(certifiersIdentifier.subarray(0, 8)).toString('hex').toUpperCase();
  return `[${names.map((name) => `${name}(${certifiers})`).join(' ')}]`;
}

function wrongUnit(reason: string): MspError {
  return new MspError('WRONG_UNIT', `could not validate identity's OUs: ${reason}`);
}
