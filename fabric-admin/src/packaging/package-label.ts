// SPDX-License-Identifier: Apache-2.0

/** Fabric's rule for labels (core/chaincode/persistence/chaincode_package.go, `LabelRegexp`). */
export function isPackageLabel(label: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_.+-]*$/.test(label);
}
