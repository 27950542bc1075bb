// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import type { CommandScope } from '../../command-scope.js';
import { parametersOf, type PathValues, pathOf } from '../../consortium/path-of.js';
import type { ResourceKind } from '../../consortium/resource-kind.js';
import { resourceText } from '../../consortium/resource-text.js';
import { examples } from '../../examples.js';
import { addArguments, valuesOf } from './path-arguments.js';

export interface ResourceActionOptions<T, Flags extends object> {
  /** The command that this is below. */
  readonly group: Command;
  readonly scope: CommandScope;
  readonly kind: ResourceKind<T>;
  readonly name: string;
  readonly description: string;
  /** Where it is posted to. */
  readonly path: string;
  /** The arguments; default: the parameters of the path. */
  readonly takes?: readonly string[];
  /** Adds options. */
  readonly options?: (command: Command) => Command;
  /** Of the request; what is undefined in it is left out. Absent: it has none. */
  readonly body?: (flags: Flags, values: PathValues) => object | Promise<object>;
  readonly examples?: readonly string[];
}

/** Adds a command that creates or changes a resource, and shows what it is then. */
export function addResourceAction<T, Flags extends object>(options: ResourceActionOptions<T, Flags>): void {
  const { group, scope, kind, name, description, path, takes = parametersOf(path) } = options;
  const command = addArguments(group.command(name).description(description), takes);
  options.options?.(command);
  command.action((...given: readonly unknown[]) => {
    const { command: self, values } = valuesOf(given, takes);
    return scope.withClient(self, async (client) => {
      const body = await options.body?.(self.opts<Flags>(), values);
      const resource = await client.post(pathOf(path, values), body, kind.schema);
      scope.print(self, resource, (colours) => resourceText(kind, resource, colours));
    });
  });
  if (options.examples !== undefined) {
    examples(command, options.examples);
  }
}
