// SPDX-License-Identifier: Apache-2.0

import { type Document, isMap, isNode, isScalar, isSeq, type LineCounter, type Node } from 'yaml';
import type { FieldPath } from './manifest-document.js';

/** The line, from 1 on, of a field in a YAML document; of one that is not there, the line of what it would belong to. */
export function lineOf(document: Document, path: FieldPath, lines: LineCounter): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const segment of path) {
    const [key, value] = childOf(node, segment);
    // The key's line: a value may begin on the next one.
    offset = startOf(key) ?? startOf(value) ?? offset;
    node = value;
  }
  return lines.linePos(offset).line;
}

function childOf(node: unknown, segment: string | number): readonly [key: unknown, value: unknown] {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => (isScalar(key) ? key.value : key) === segment);
    return [pair?.key, pair?.value];
  }
  return [undefined, isSeq(node) ? node.items[Number(segment)] : undefined];
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? (node as Node).range?.[0] : undefined;
}
