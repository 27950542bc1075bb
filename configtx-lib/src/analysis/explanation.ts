// SPDX-License-Identifier: Apache-2.0

import type { JsonValue } from '../codec/json-value.js';

/** One thing that an update changes. */
export interface ExplainedChange {
  /** Of the element: `/Channel/Orderer/BatchSize`. */
  readonly path: string;
  readonly kind: 'added' | 'changed' | 'removed';
  /** In words: `adds anchor peer peer0.org1.example.com:7051 of Org1MSP`. */
  readonly what: string;
  /** What was there, as configtxlator writes it: the element, or the entry of a list in it. */
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

export interface Explanation {
  readonly changes: readonly ExplainedChange[];
  /** All of it, a line a change. */
  readonly text: string;
}

/** A change of an element whose path is known. */
export type ElementChange = Omit<ExplainedChange, 'path'>;

/** A value of a group, decoded: undefined where it is not there. */
export interface ValueChange {
  /** Name of the group: `Orderer`, `Org1MSP`. */
  readonly owner: string;
  readonly name: string;
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
}

/** Puts the change of one kind of value into words. */
export type DescribeValue = (change: ValueChange) => ElementChange[];
