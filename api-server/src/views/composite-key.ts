// SPDX-License-Identifier: Apache-2.0

/** A composite key as Fabric's chaincode libraries write it (`CreateCompositeKey`): v0.4's maps are keyed by such. */
export function compositeKey(objectType: string, attributes: readonly string[]): string {
  return ['', objectType, ...attributes, ''].join('\u0000');
}
