// SPDX-License-Identifier: Apache-2.0

import {
  ContractError,
  type RefOf,
  type Resource,
  type ResourceKind,
  resourcePath,
  type ResourceRef,
} from '../model/index.js';
import type { FactLedger } from './fact-ledger.js';
import { resourceKeys } from './resource-key.js';

/** @throws ContractError `NOT_FOUND` */
export async function readResource<Kind extends ResourceKind>(
  ledger: FactLedger,
  ref: RefOf<Kind> & { readonly kind: Kind },
): Promise<Extract<Resource, { kind: Kind }>> {
  const resource = await ledger.get(resourceKeys.resource<Kind>(ref));
  if (resource === undefined) {
    throw new ContractError({ code: 'NOT_FOUND', text: `there is no ${nameOf(ref)}` });
  }
  return resource;
}

/** @throws ContractError `ALREADY_EXISTS` */
export async function requireNew(ledger: FactLedger, ref: ResourceRef): Promise<void> {
  if ((await ledger.get(resourceKeys.resources(ref.kind, ...resourcePath(ref)))) !== undefined) {
    throw new ContractError({ code: 'ALREADY_EXISTS', text: `there is a ${nameOf(ref)} already` });
  }
}

/** For people: `node testing/peer0`. */
export function nameOf(ref: ResourceRef): string {
  return `${ref.kind} ${resourcePath(ref).join('/')}`;
}
