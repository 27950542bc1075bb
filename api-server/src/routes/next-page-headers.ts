// SPDX-License-Identifier: Apache-2.0

/** Headers that lead to the next page, so that the body keeps v0.4's shape; none on the last page. */
export function nextPageHeaders(
  path: string,
  query: Readonly<Record<string, string | number>>,
  bookmark: string,
): Record<string, string> {
  if (bookmark === '') {
    return {};
  }
  const parameters = Object.entries({ ...query, bookmark }).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return {
    Link: `<${path}?${new URLSearchParams(parameters).toString()}>; rel="next"`,
    'X-Bookmark': bookmark,
  };
}
