// SPDX-License-Identifier: Apache-2.0

/** Where `_lifecycle` keeps things; the layout is part of Fabric's endorsement: organizations compare hashes of it. */
export const lifecycleNamespace = '_lifecycle';

/** Definitions: committed ones in public state as `NAME`, approved ones in implicit collections as `NAME#SEQUENCE`. */
export const definitions = 'namespaces';

/** Which package an organization approved, in its implicit collection as `NAME#SEQUENCE`. */
export const chaincodeSources = 'chaincode-sources';

export function metadataKey(table: string, name: string): string {
  return `${table}/metadata/${name}`;
}

export function fieldKey(entry: { readonly table: string; readonly name: string; readonly field: string }): string {
  return `${entry.table}/fields/${entry.name}/${entry.field}`;
}

/** Of an approval in an implicit collection. */
export function privateName(name: string, sequence: bigint): string {
  return `${name}#${sequence.toString()}`;
}
