// SPDX-License-Identifier: Apache-2.0

/** Headers that lead to the next page, so that the body keeps v0.4's shape; none on the last page. */
export function nextPageHeaders(
  path: string,
  query: Readonly<Record<string, string>>,
  bookmark: string,
): Record<string, string> {
  if (bookmark === '') {
    return {};
  }
  const next = new URLSearchParams({ ...query, bookmark });
  return {
    Link: `<${path}?${next.toString()}>; rel="next"`,
    'X-Bookmark': bookmark,
  };
}
