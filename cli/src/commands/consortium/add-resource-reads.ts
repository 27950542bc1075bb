// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import type { CommandScope } from '../../command-scope.js';
import { parametersOf, pathOf } from '../../consortium/path-of.js';
import { historyEntrySchema, resourceHistoryText } from '../../consortium/resource-history.js';
import type { ResourceKind } from '../../consortium/resource-kind.js';
import { resourcesText, resourceText } from '../../consortium/resource-text.js';
import { listAll } from '../../resources/list-all.js';
import { addArguments, valuesOf } from './path-arguments.js';

export interface ResourceReadsOptions<T> {
  /** The command that these are below. */
  readonly group: Command;
  readonly scope: CommandScope;
  readonly kind: ResourceKind<T>;
}

/** Adds what can be looked at of resources of every kind: `list`, `show`, `history`. */
export function addResourceReads<T>({ group, scope, kind }: ResourceReadsOptions<T>): void {
  const { list, one, noun, plural, schema } = kind;
  addArguments(group.command('list').description(`List the ${plural}`), parametersOf(list)).action(
    (...given: readonly unknown[]) => {
      const { command, values } = valuesOf(given, parametersOf(list));
      return scope.withClient(command, async (client) => {
        const resources = await listAll(client, { path: pathOf(list, values), schema, query: {} });
        scope.print(command, resources, (colours) => resourcesText(kind, resources, colours));
      });
    },
  );
  addArguments(group.command('show').description(`Show ${noun}`), parametersOf(one)).action(
    (...given: readonly unknown[]) => {
      const { command, values } = valuesOf(given, parametersOf(one));
      return scope.withClient(command, async (client) => {
        const resource = await client.get(pathOf(one, values), schema);
        scope.print(command, resource, (colours) => resourceText(kind, resource, colours));
      });
    },
  );
  const history = group.command('history').description(`Show what happened to ${noun}, in the order of time`);
  addArguments(history, parametersOf(one)).action((...given: readonly unknown[]) => {
    const { command, values } = valuesOf(given, parametersOf(one));
    return scope.withClient(command, async (client) => {
      const path = `${pathOf(one, values)}/histories`;
      const entries = await listAll(client, { path, schema: historyEntrySchema, query: {} });
      scope.print(command, entries, (colours) => resourceHistoryText(entries, colours));
    });
  });
}
