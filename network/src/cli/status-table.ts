// SPDX-License-Identifier: Apache-2.0

import type { NodeStatus } from '../network.js';

/** One line a node, in columns. */
export function statusTable(nodes: readonly NodeStatus[]): string {
  const rows = [
    ['NODE', 'ROLE', 'STATE', 'ADDRESS', 'PID', 'CHANNELS'],
    ...nodes.map(({ name, role, running, address, pid, channels = [] }) => [
      name,
      role,
      running ? 'running' : 'stopped',
      address,
      pid === undefined ? '-' : String(pid),
      channels.length === 0 ? '-' : channels.join(' '),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
