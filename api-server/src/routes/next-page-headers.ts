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
  const next = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    next.set(name, `${value}`);
  }
  next.set('bookmark', bookmark);
  return { Link: `<${path}?${next.toString()}>; rel="next"`, 'X-Bookmark': bookmark };
}
