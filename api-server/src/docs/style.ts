// SPDX-License-Identifier: Apache-2.0

/** Style sheet of the page; light or dark as the reader has it. */
export const style = `
:root {
  color-scheme: light dark;
  --text: #1d2733; --dim: #5c6b7a; --line: #dde3ea; --back: #ffffff; --panel: #f5f7fa; --accent: #0b63b5;
  --get: #14743c; --post: #8a4b00; --bad: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e4e9ef; --dim: #9aa8b6; --line: #303b47; --back: #12181f; --panel: #1a222b; --accent: #6cb2ff;
    --get: #6fd195; --post: #f0b35e; --bad: #ff8a80;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; }
body { margin: 0; display: grid; grid-template-columns: 20rem minmax(0, 1fr); color: var(--text);
  background: var(--back); font: 16px/1.5 system-ui, sans-serif; }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.25rem; background: var(--panel);
  border-right: 1px solid var(--line); font-size: 0.875rem; }
nav .title { margin: 0 0 1rem; font-size: 1.125rem; font-weight: 700; }
nav .title small { color: var(--dim); font-weight: 400; }
nav .group { margin: 1rem 0 0.25rem; font-weight: 600; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li { margin: 0.125rem 0; }
nav li a { display: grid; grid-template-columns: 2.75rem 1fr; gap: 0.5rem; align-items: baseline; color: inherit; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
main { width: 100%; max-width: 62rem; padding: 1.5rem 2.5rem 6rem; }
h1 { margin: 0; font-size: 1.875rem; }
h2 { margin: 3rem 0 0.25rem; padding-top: 1rem; border-top: 2px solid var(--line); font-size: 1.5rem; }
h3 { margin: 0; font-size: 1.125rem; }
h4 { margin: 1.25rem 0 0.25rem; font-size: 0.8125rem; text-transform: uppercase; letter-spacing: 0.05em;
  color: var(--dim); }
p { margin: 0.375rem 0; }
code, pre { font: 0.875em/1.5 ui-monospace, 'SFMono-Regular', Menlo, monospace; }
code { overflow-wrap: anywhere; }
pre { margin: 0.5rem 0; padding: 0.75rem 1rem; overflow-x: auto; background: var(--panel); border-radius: 6px; }
.operation, .schema { margin: 1.25rem 0; padding: 1.25rem 1.5rem; border: 1px solid var(--line); border-radius: 8px; }
.call code { font-weight: 600; }
.method { display: inline-block; font: 700 0.75rem/1.5 ui-monospace, monospace; color: var(--get); }
.method.post { color: var(--post); }
.open, .place, .constraint { color: var(--dim); font-size: 0.8125rem; }
.constraint { overflow-wrap: anywhere; }
.constraint::before { content: '· '; }
.required { color: var(--bad); font-size: 0.75rem; }
.type { font-size: 0.875rem; font-style: italic; }
.status { font: 700 0.875rem/1.5 ui-monospace, monospace; }
.status.done { color: var(--get); }
.status.refused { color: var(--bad); }
dl { margin: 0.25rem 0; }
dl > div { display: grid; grid-template-columns: 14rem minmax(0, 1fr); gap: 0 1rem; padding: 0.375rem 0;
  border-top: 1px solid var(--line); }
dl.responses > div { grid-template-columns: 3.5rem minmax(0, 1fr); }
dd.parts { grid-column: 1 / -1; margin: 0.25rem 0 0.25rem 0.25rem; padding-left: 1.25rem;
  border-left: 2px solid var(--line); }
dd { margin: 0; }
dd > p:first-child { margin-top: 0; }
ul.alternatives { margin: 0.25rem 0; padding: 0; list-style: none; }
ul.alternatives > li { margin: 0.5rem 0; }
summary { cursor: pointer; color: var(--accent); font-size: 0.875rem; }
table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; }
th, td { padding: 0.375rem 0.75rem 0.375rem 0; border-bottom: 1px solid var(--line); text-align: left;
  vertical-align: top; }
tr:target, section:target { outline: 2px solid var(--accent); }
@media (max-width: 60rem) {
  body { display: block; }
  nav { position: static; height: auto; border-right: 0; }
  main { padding: 1rem; }
  dl > div { grid-template-columns: minmax(0, 1fr); }
}
`;
