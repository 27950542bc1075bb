// SPDX-License-Identifier: Apache-2.0

import type { Applied } from '../apply/apply-manifest.js';
import type { Colours } from './colours-for.js';
import { printable } from './printable.js';

/** What was done for one document, for a person. */
export function appliedText(applied: Applied, colours: Colours): string {
  const { target, differences, action, remark } = applied;
  const lines = [
    `${colours.bold(printable(target))}: ${actionText(applied)}${remark === undefined ? '' : ` (${remark})`}`,
    ...(action === 'proposed' || action === 'differs' ? differences.map((line) => `  ${printable(line)}`) : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function actionText({ action, proposals }: Applied): string {
  switch (action) {
    case 'unchanged':
      return 'nothing to do';
    case 'pending':
      return `proposed already as ${proposals.join(', ')}`;
    case 'proposed':
      return `proposed as ${proposals.join(', ')}`;
    case 'differs':
      return 'would be proposed';
  }
}
