// SPDX-License-Identifier: Apache-2.0

import type { OpsChange } from '../events/ops-change.js';

/** What a route answers with. */
export type Answer =
  | {
      readonly kind: 'json';
      readonly body: unknown;
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'text'; readonly contentType: string; readonly text: string }
  | { readonly kind: 'events'; readonly changes: AsyncIterable<OpsChange> };
