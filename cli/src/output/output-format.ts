// SPDX-License-Identifier: Apache-2.0

export const outputFormats = ['table', 'json', 'yaml'] as const;

/** How results are printed: for people, or for programs. */
export type OutputFormat = (typeof outputFormats)[number];
