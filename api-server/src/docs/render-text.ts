// SPDX-License-Identifier: Apache-2.0

import { Html, html } from './html.js';

/** A description's text, in which `code` stands between backticks. */
export function renderText(text: string): Html {
  const parts = text.split('`');
  return new Html(
    parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`).text).join(''),
  );
}
