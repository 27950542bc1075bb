// SPDX-License-Identifier: Apache-2.0

import type { Route } from '../routes/route.js';
import { isForApplications, isOpen, isPermitted } from './permissions.js';
import { roles } from './role.js';

/** Which role may use which route, as a table in Markdown: what `docs/access.md` has. */
export function rolesTable(routes: readonly Pick<Route, 'method' | 'path' | 'operationID'>[]): string {
  const rows = routes
    .filter(({ operationID }) => !isOpen(operationID) && !isForApplications(operationID))
    .map(({ method, path, operationID }) => [
      `\`${method.toUpperCase()} ${path}\``,
      ...roles.map((role) => (isPermitted({ roles: new Set([role]) }, operationID) ? 'yes' : '')),
    ]);
  const table = [['route', ...roles], ...rows];
  const widths = ['route', ...roles].map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return line(['route', ...roles]) + rule + rows.map(line).join('');
}
