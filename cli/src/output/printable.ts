// SPDX-License-Identifier: Apache-2.0

/** Control characters, and those that turn the direction of writing or are not seen at all. */
const unprintable = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;

/**
 * Text of other organizations as it may go to a terminal: nothing in it can move the cursor, colour or hide what a voter
 * is about to read. It is one line.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\r\n\t]+/g, ' ').replaceAll(unprintable, '\ufffd');
}
