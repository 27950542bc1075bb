// SPDX-License-Identifier: Apache-2.0

import type * as Pkcs11js from 'pkcs11js';
import { HsmError } from './hsm-error.js';
import { nameOf, openPkcs11Module, type Pkcs11Module, type TokenPlace } from './pkcs11-module.js';
import { isLost, resultOf } from './result-of.js';

export interface Pkcs11TokenOptions {
  /** Path of the PKCS#11 library. */
  readonly library: string;
  readonly place: TokenPlace;
  /** Called before each login, and at no other time. */
  readonly readPin: () => string;
  /** Milliseconds for one signature; default 10,000. */
  readonly timeoutMs?: number;
}

/** A token of an HSM that signs. It is opened with its first signature, and again when it went away. */
export interface Pkcs11Token {
  /**
   * Signs a digest by ECDSA, away from the event loop.
   *
   * @param keyID `CKA_ID` of a private key
   * @returns r and s, of equal length
   * @throws {@link HsmError}
   */
  sign(keyID: Uint8Array, digest: Uint8Array): Promise<Uint8Array>;
  close(): void;
}

export function newPkcs11Token(options: Pkcs11TokenOptions): Pkcs11Token {
  return new ReopenedToken(options);
}

const SIGN_TIMEOUT_MS = 10_000;

/** A signature takes one of the four threads that Node has for this, for files and for names: one is left to them. */
const SESSIONS = 3;

class ReopenedToken implements Pkcs11Token {
  readonly #options: Pkcs11TokenOptions;
  #sessions: TokenSessions | undefined;

  constructor(options: Pkcs11TokenOptions) {
    this.#options = options;
  }

  async sign(keyID: Uint8Array, digest: Uint8Array): Promise<Uint8Array> {
    const sessions = this.#open();
    try {
      return await sessions.sign(keyID, digest);
    } catch (error) {
      if (!isLost(error)) {
        throw asHsmError(error, this.#options.place);
      }
      this.#forget(sessions);
    }
    try {
      return await this.#open().sign(keyID, digest);
    } catch (error) {
      throw asHsmError(error, this.#options.place);
    }
  }

  close(): void {
    this.#sessions?.close();
    this.#sessions = undefined;
  }

  #open(): TokenSessions {
    try {
      this.#sessions ??= new TokenSessions(this.#options);
      return this.#sessions;
    } catch (error) {
      throw asHsmError(error, this.#options.place);
    }
  }

  /** Others that failed for the same reason may have opened new ones already. */
  #forget(sessions: TokenSessions): void {
    sessions.close();
    if (this.#sessions === sessions) {
      this.#sessions = undefined;
    }
  }
}

/** A few sessions of one login; a session signs one message at a time. */
class TokenSessions {
  readonly #module: Pkcs11Module;
  readonly #place: TokenPlace;
  readonly #timeoutMs: number;
  readonly #keys = new Map<string, Pkcs11js.Handle>();
  readonly #idle: Pkcs11js.Handle[] = [];
  readonly #waiting: ((session: Pkcs11js.Handle) => void)[] = [];
  #closed = false;

  constructor({ library, place, readPin, timeoutMs = SIGN_TIMEOUT_MS }: Pkcs11TokenOptions) {
    this.#module = openPkcs11Module(library);
    this.#place = place;
    this.#timeoutMs = timeoutMs;
    const { calls, constants } = this.#module;
    const slot = this.#module.findToken(place);
    try {
      for (let count = 0; count < SESSIONS; count += 1) {
        this.#idle.push(calls.C_OpenSession(slot, constants.CKF_SERIAL_SESSION));
      }
      const [session] = this.#idle;
      if (session !== undefined) {
        this.#module.login({ slot, session, pin: readPin(), place });
      }
    } catch (error) {
      this.close();
      throw error;
    }
  }

  async sign(keyID: Uint8Array, digest: Uint8Array): Promise<Uint8Array> {
    const session = await this.#take();
    const signing = this.#signIn(session, keyID, digest).finally(() => {
      this.#release(session);
    });
    return this.#withinTime(signing);
  }

  /** Sessions that are signing are closed when they have: a library need not bear it earlier. */
  close(): void {
    this.#closed = true;
    for (const session of this.#idle.splice(0)) {
      this.#end(session);
    }
  }

  async #signIn(session: Pkcs11js.Handle, keyID: Uint8Array, digest: Uint8Array): Promise<Uint8Array> {
    const { calls, constants } = this.#module;
    const key = this.#findKey(session, keyID);
    calls.C_SignInit(session, { mechanism: constants.CKM_ECDSA }, key);
    return calls.C_SignAsync(session, Buffer.from(digest), Buffer.alloc(MAX_SIGNATURE_BYTES));
  }

  #findKey(session: Pkcs11js.Handle, keyID: Uint8Array): Pkcs11js.Handle {
    const { calls, constants } = this.#module;
    const id = Buffer.from(keyID);
    const name = id.toString('hex');
    const known = this.#keys.get(name);
    if (known !== undefined) {
      return known;
    }
    calls.C_FindObjectsInit(session, [
      { type: constants.CKA_CLASS, value: constants.CKO_PRIVATE_KEY },
      { type: constants.CKA_KEY_TYPE, value: constants.CKK_EC },
      { type: constants.CKA_ID, value: id },
    ]);
    const key = calls.C_FindObjects(session);
    calls.C_FindObjectsFinal(session);
    if (key === null) {
      throw new HsmError(`the ${nameOf(this.#place)} has no ECDSA private key with the ID ${name}`);
    }
    this.#keys.set(name, key);
    return key;
  }

  #take(): Promise<Pkcs11js.Handle> {
    const session = this.#idle.pop();
    return session === undefined
      ? new Promise((resolve) => {
          this.#waiting.push(resolve);
        })
      : Promise.resolve(session);
  }

  #end(session: Pkcs11js.Handle): void {
    try {
      this.#module.calls.C_CloseSession(session);
    } catch {
      // Gone with the token.
    }
  }

  /** Who waits for a session of a closed token gets a closed one, and so the error that opens new ones. */
  #release(session: Pkcs11js.Handle): void {
    if (this.#closed) {
      this.#end(session);
    }
    const next = this.#waiting.shift();
    if (next !== undefined) {
      next(session);
    } else if (!this.#closed) {
      this.#idle.push(session);
    }
  }

  /** A call that hangs keeps its session, and only that, until it ends. */
  async #withinTime(signing: Promise<Uint8Array>): Promise<Uint8Array> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        const message = `the ${nameOf(this.#place)} does not sign within ${this.#timeoutMs} ms`;
        reject(new HsmError(message, { passing: true }));
      }, this.#timeoutMs);
    });
    try {
      return await Promise.race([signing, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Of P-384, twice 48. */
const MAX_SIGNATURE_BYTES = 96;

function asHsmError(error: unknown, place: TokenPlace): HsmError {
  if (error instanceof HsmError) {
    return error;
  }
  const reason = resultOf(error) ?? (error instanceof Error ? error.message : String(error));
  return new HsmError(`the ${nameOf(place)} does not sign: ${reason}`, { passing: isLost(error), cause: error });
}
