// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { validateConfigID } from './config-id.js';
import { within } from './refusal.js';

interface ElementPlace {
  readonly key: string;
  /** The groups above, from the channel group. */
  readonly path: readonly string[];
}

/** A group, value or policy of a configuration. */
export type ConfigElement = ElementPlace &
  (
    | { readonly kind: 'Group'; readonly message: common.ConfigGroup }
    | { readonly kind: 'Value'; readonly message: common.ConfigValue }
    | { readonly kind: 'Policy'; readonly message: common.ConfigPolicy }
  );

/** By Fabric's names for them: `[Group]  /Channel/Application`, `[Value]  /Channel/Capabilities`, `[Policy] …`. */
export type ConfigMap = ReadonlyMap<string, ConfigElement>;

const rootName = 'Channel';
const prefixes = { Group: '[Group]  ', Value: '[Value]  ', Policy: '[Policy] ' } as const;

/**
 * All elements of a channel group (configtx.mapConfig), a group before what is in it, in the order of their names.
 *
 * @throws ConfigTxError `REFUSED` for a name that Fabric refuses
 */
export function configMap(channelGroup: common.ConfigGroup | undefined): ConfigMap {
  const elements = new Map<string, ConfigElement>();
  if (channelGroup) {
    addGroup(elements, { kind: 'Group', key: rootName, path: [], message: channelGroup });
  }
  return elements;
}

/** Fabric's name of an element. */
export function elementName({ kind, key, path }: Pick<ConfigElement, 'kind' | 'key' | 'path'>): string {
  return `${prefixes[kind]}${elementPath({ key, path })}`;
}

/** `/Channel/Application/Org1MSP` */
export function elementPath({ key, path }: ElementPlace): string {
  return `/${[...path, key].join('/')}`;
}

function addGroup(elements: Map<string, ConfigElement>, group: ConfigElement & { kind: 'Group' }): void {
  addElement(elements, group);
  const path = [...group.path, group.key];
  for (const [key, message] of group.message.getGroupsMap().entries()) {
    addGroup(elements, { kind: 'Group', key, path, message });
  }
  for (const [key, message] of group.message.getValuesMap().entries()) {
    addElement(elements, { kind: 'Value', key, path, message });
  }
  for (const [key, message] of group.message.getPoliciesMap().entries()) {
    addElement(elements, { kind: 'Policy', key, path, message });
  }
}

function addElement(elements: Map<string, ConfigElement>, element: ConfigElement): void {
  within(`illegal characters in key: ${prefixes[element.kind]}`, () => {
    validateConfigID(element.key);
  });
  elements.set(elementName(element), element);
}
