// SPDX-License-Identifier: Apache-2.0

/** One server-sent event. */
export interface ServerSentEvent {
  /** The last ID that the stream gave. */
  readonly id: string | undefined;
  readonly data: string;
}

/** Characters of one event: far more than any has, and a bound for a stream that never ends one. */
const MAX_LENGTH = 1_048_576;

/** Reads server-sent events (WHATWG HTML, 9.2) as far as this API uses them; comments keep the connection open. */
export async function* parseEventStream(
  chunks: AsyncIterable<string>,
): AsyncGenerator<ServerSentEvent, void, undefined> {
  let rest = '';
  let id: string | undefined;
  let data: string[] = [];
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LENGTH || data.length > MAX_LENGTH) {
      throw new RangeError('an event of the stream is too long');
    }
    for (const line of lines) {
      const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
      if (line === '' && data.length > 0) {
        yield { id, data: data.join('\n') };
        data = [];
      } else if (field === 'data') {
        data.push(value);
      } else if (field === 'id') {
        id = value;
      }
    }
  }
}
