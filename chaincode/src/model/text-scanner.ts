// SPDX-License-Identifier: Apache-2.0

/** Makes the error that says what is wrong, and at which character (from 1 on). */
export type NewSyntaxError = (text: string, position: number) => Error;

const quoted = /^(?:'([^']*)'|"([^"]*)")/;

/** Reads a text from left to right: what the parsers of policies have in common. */
export class TextScanner {
  readonly #text: string;
  readonly #newError: NewSyntaxError;
  #position = 0;

  constructor(text: string, newError: NewSyntaxError) {
    this.#text = text;
    this.#newError = newError;
  }

  /** Skips white space; the characters before what comes then. */
  next(): number {
    this.take(/^\s+/);
    return this.#position;
  }

  /** What comes now, if it has this form; the pattern begins with `^`. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    const match = pattern.exec(this.#text.slice(this.#position));
    this.#position += match?.[0].length ?? 0;
    return match ?? undefined;
  }

  /** What stands in quotation marks, if there are any now. */
  quoted(): string | undefined {
    const match = this.take(quoted);
    return match?.[1] ?? match?.[2];
  }

  accept(symbol: string): boolean {
    this.next();
    if (!this.#text.startsWith(symbol, this.#position)) {
      return false;
    }
    this.#position += symbol.length;
    return true;
  }

  expect(symbol: string, otherwise = `expected ${symbol}`): void {
    if (!this.accept(symbol)) {
      throw this.error(otherwise);
    }
  }

  end(): void {
    this.next();
    if (this.#position < this.#text.length) {
      throw this.error('expected the end');
    }
  }

  /** @param position characters before what is wrong */
  error(text: string, position = this.#position): Error {
    return this.#newError(text, position + 1);
  }
}
