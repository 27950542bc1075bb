// SPDX-License-Identifier: Apache-2.0

/** Values of the parameters of paths, by name. */
export type PathValues = Readonly<Record<string, string>>;

/** A path with its parameters filled in: `/environments/:environment` becomes `/environments/testing`. */
export function pathOf(template: string, values: PathValues): string {
  return template.replaceAll(/:(\w+)/g, (_parameter, name: string) => encodeURIComponent(values[name] ?? ''));
}

/** The names of a path's parameters, in their order. */
export function parametersOf(template: string): readonly string[] {
  return [...template.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
}
