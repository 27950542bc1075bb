// SPDX-License-Identifier: Apache-2.0

/** How many random cases are compared with Fabric's own tools: `DIFFERENTIAL_CASES`, or few enough for every test run. */
export function differentialCases(): number {
  return Number(process.env['DIFFERENTIAL_CASES'] ?? '40');
}
