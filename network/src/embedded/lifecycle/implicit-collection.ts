// SPDX-License-Identifier: Apache-2.0

const prefix = '_implicit_org_';

/** The collection that every organization has in every chaincode without defining it. */
export const implicitCollection = {
  nameFor: (mspID: string): string => prefix + mspID,
  /** Undefined when the name is that of a defined collection. */
  mspIDOf: (collection: string): string | undefined =>
    collection.startsWith(prefix) ? collection.slice(prefix.length) : undefined,
};
