// SPDX-License-Identifier: Apache-2.0

import { createRequire } from 'node:module';

const manifest = createRequire(import.meta.url)('../../package.json') as { readonly version: string };

/** Of this package. */
export const { version } = manifest;
