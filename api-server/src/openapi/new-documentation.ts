// SPDX-License-Identifier: Apache-2.0

import { renderPage } from '../docs/render-page.js';
import { style } from '../docs/style.js';
import type { Route } from '../routes/route.js';
import { openapiDocument } from './openapi-document.js';
import type { Documentation } from './documentation.js';
import type { OpenapiDocument } from './openapi-types.js';

/** Made when it is first asked for, and kept. */
export function newDocumentation(routes: readonly Route[], version: string): Documentation {
  let document: OpenapiDocument | undefined;
  let page: string | undefined;
  const openapi = (): OpenapiDocument => (document ??= openapiDocument(routes, version));
  return { openapi, page: () => (page ??= renderPage(openapi())), style };
}
