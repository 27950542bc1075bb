// SPDX-License-Identifier: Apache-2.0

import { CliError } from '../cli-error.js';
import { type LoginSession, readLoginSession, writeLoginSession } from './login-session.js';
import { withFileLock } from './with-file-lock.js';

export interface LoginTokensOptions {
  /** With the login. */
  readonly file: string;
  /** Of the profile, for people. */
  readonly profile: string;
  readonly now: () => Date;
  /** Milliseconds that an answer of the provider may take. */
  readonly timeout: number;
}

/** An access token is renewed when it has less than this left, in milliseconds: a request takes its time. */
const margin = 15_000;

/** The access tokens of one login, renewed with its refresh token as they end. */
export class LoginTokens {
  readonly #options: LoginTokensOptions;
  #renewal: Promise<LoginSession> | undefined;

  constructor(options: LoginTokensOptions) {
    this.#options = options;
  }

  /**
   * An access token that is good for now.
   *
   * @throws CliError when the login has ended, or the provider cannot be asked
   */
  async accessToken(): Promise<string> {
    const session = await this.#read();
    if (this.#isFresh(session)) {
      return session.accessToken;
    }
    // Requests of this process that go out together wait for one renewal.
    this.#renewal ??= this.#renew().finally(() => {
      this.#renewal = undefined;
    });
    return (await this.#renewal).accessToken;
  }

  /**
   * One process after the other: a refresh token that is used twice looks stolen, and the provider ends the login. Whoever
   * comes second finds the new tokens.
   */
  #renew(): Promise<LoginSession> {
    const { file } = this.#options;
    const use = async (): Promise<LoginSession> => {
      const session = await this.#read();
      return this.#isFresh(session) ? session : this.#refresh(session);
    };
    return withFileLock({ file, use });
  }

  async #refresh(session: LoginSession): Promise<LoginSession> {
    const { file, now, timeout } = this.#options;
    const { refreshToken, ...rest } = session;
    if (refreshToken === undefined) {
      throw this.#ended(session);
    }
    // What speaks OpenID Connect is loaded when it is needed.
    const { refreshSession } = await import('./refresh-session.js');
    const renewed = await refreshSession({ session: { ...rest, refreshToken }, now, timeout });
    await writeLoginSession(file, renewed ?? rest);
    if (renewed === undefined) {
      throw this.#ended(session);
    }
    return renewed;
  }

  async #read(): Promise<LoginSession> {
    const { file, profile } = this.#options;
    const session = await readLoginSession(file);
    if (session === undefined) {
      throw new CliError(`${profile} is not logged in any more: \`opssc login --device\` or \`--browser\``);
    }
    return session;
  }

  #isFresh({ expires }: LoginSession): boolean {
    return expires === undefined || Date.parse(expires) - this.#options.now().getTime() > margin;
  }

  #ended({ issuer }: LoginSession): CliError {
    const again = `log in again with \`opssc login --device\` or \`opssc login --browser\``;
    return new CliError(`the login of ${this.#options.profile} at ${issuer} has ended: ${again}`);
  }
}
