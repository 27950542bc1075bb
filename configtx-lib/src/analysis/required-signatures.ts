// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import type { ValidIdentity } from '../policy-evaluation.js';
import type { Policy } from '../policy/compile-signature-policy.js';
import { validIdentities } from '../policy/valid-identities.js';
import { applyUpdate } from '../simulation/apply-update.js';
import { channelResources } from '../simulation/channel-resources.js';
import { type ConfigElement, elementPath } from '../simulation/config-map.js';
import { modPolicyPath } from '../simulation/mod-policy.js';
import { signedDataOf } from '../simulation/signed-data.js';
import { configUpdateBytes } from '../update/config-update-bytes.js';
import { assumedAdmin } from './assumed-admin.js';
import { completingSets } from './completing-sets.js';
import { type PlacedPolicy, policyAt } from './policy-at.js';
import { resolvedRule } from './policy-rule.js';
import { policyShape, shapeText } from './policy-shape.js';

export interface RequiredSignaturesOptions {
  readonly channelID: string;
  readonly update: common.ConfigUpdate;
  readonly current: common.Config;
  /** They are verified; those that are not good do not count. */
  readonly signatures?: readonly common.ConfigSignature[];
  /** What was signed; by default the update's own bytes, with maps in the order of their keys. */
  readonly updateBytes?: Uint8Array;
  /** MSP IDs of organizations of which an admin is taken to sign. */
  readonly assumed?: readonly string[];
}

/** An element of the current configuration that an update changes, and who has to agree. */
export interface RequiredSignature {
  /** `/Channel/Orderer/BatchSize` */
  readonly path: string;
  /** `/Channel/Orderer/Admins` */
  readonly policy: string;
  /** `MAJORITY Admins: 2 of Org1MSP, Org2MSP, Org3MSP`, `OR('Org1MSP.admin')` */
  readonly rule: string;
  readonly satisfied: boolean;
}

export interface SignatureRequirements {
  readonly elements: readonly RequiredSignature[];
  readonly satisfied: boolean;
  /**
   * The smallest sets of organizations whose admins' signatures would complete it, by MSP ID, fewest first, at most 20;
   * empty when it is satisfied.
   */
  readonly missing: readonly (readonly string[])[];
  /** Not even the signatures of an admin of every organization would do. */
  readonly unsatisfiable: boolean;
}

const maxSets = 20;

/**
 * Who has to sign an update: the modification policy of every element that it changes, found as Fabric finds it, and
 * evaluated with the signatures given and assumed. New elements need nobody's consent but that for their group.
 *
 * @throws ConfigTxError `REFUSED` for an update that was not made for the current configuration
 */
export function requiredSignatures(options: RequiredSignaturesOptions): SignatureRequirements {
  const { channelID, update, current, signatures = [], updateBytes, assumed = [] } = options;
  const resources = channelResources(channelID, current);
  const signed = signedDataOf(updateBytes ?? configUpdateBytes(update), signatures);
  const signers = withAdmins(validIdentities(signed, resources.msps), assumed);
  const elements = changedElements(options).map((element): ChangedElement => {
    const path = modPolicyPath(element) ?? '';
    return {
      element,
      policyPath: path === '' ? element.message.getModPolicy() : `/Channel/${path}`,
      placed: placedPolicy(current, path),
      policy: resources.policies.get(path),
    };
  });

  const unsatisfied = elements.filter(({ policy }) => !isSatisfied(policy, signers));
  const missing = unsatisfied.length === 0 ? [] : missingSets(unsatisfied, signers, resources.msps.mspIDs);
  return {
    elements: elements.map((changed) => describe(changed, !unsatisfied.includes(changed))),
    satisfied: unsatisfied.length === 0,
    missing,
    unsatisfiable: unsatisfied.length > 0 && missing.length === 0,
  };
}

interface ChangedElement {
  readonly element: ConfigElement;
  readonly policyPath: string;
  readonly placed: PlacedPolicy | undefined;
  readonly policy: Policy | undefined;
}

function changedElements({ channelID, current, update }: RequiredSignaturesOptions): ConfigElement[] {
  const elements: ConfigElement[] = [];
  applyUpdate({ channelID, current, update, authorize: (existing) => elements.push(existing) });
  return elements;
}

function placedPolicy(current: common.Config, path: string): PlacedPolicy | undefined {
  const channelGroup = current.getChannelGroup();
  return channelGroup && policyAt(channelGroup, path);
}

function describe({ element, policyPath, placed }: ChangedElement, satisfied: boolean): RequiredSignature {
  const rule = placed ? resolvedRule(placed) : 'no such policy';
  return { path: elementPath(element), policy: policyPath, rule, satisfied };
}

function isSatisfied(policy: Policy | undefined, identities: readonly ValidIdentity[]): boolean {
  return policy?.(identities) === undefined && policy !== undefined;
}

/** An admin who has signed is not counted a second time. */
function withAdmins(signers: readonly ValidIdentity[], mspIDs: readonly string[]): ValidIdentity[] {
  const others = [...new Set(mspIDs)].filter((mspID) => !hasAdmin(signers, mspID));
  return [...signers, ...others.map(assumedAdmin)];
}

function hasAdmin(signers: readonly ValidIdentity[], mspID: string): boolean {
  return signers.some((signer) => signer.mspID === mspID && signer.roles.has('admin'));
}

function missingSets(
  unsatisfied: readonly ChangedElement[],
  signers: readonly ValidIdentity[],
  mspIDs: readonly string[],
): string[][] {
  const shapes = unsatisfied.map(({ placed }) => policyShape(placed));
  const textsOf = (rename: (mspID: string) => string): string => shapes.map((shape) => shapeText(shape, rename)).join();
  const texts = textsOf((mspID) => mspID);
  const hasSigned = new Set(signers.map(({ mspID }) => mspID));
  return completingSets({
    candidates: mspIDs.filter((mspID) => !hasAdmin(signers, mspID)),
    completes: (chosen) => {
      const all = withAdmins(signers, chosen);
      return unsatisfied.every(({ policy }) => isSatisfied(policy, all));
    },
    areInterchangeable: (a, b) =>
      !hasSigned.has(a) && !hasSigned.has(b) && textsOf((mspID) => swapped(mspID, a, b)) === texts,
    limit: maxSets,
  });
}

function swapped(mspID: string, a: string, b: string): string {
  if (mspID === a) {
    return b;
  }
  return mspID === b ? a : mspID;
}
