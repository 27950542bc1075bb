// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import type * as Pkcs11js from 'pkcs11js';
import { HsmError } from './hsm-error.js';
import { loadPkcs11js } from './load-pkcs11js.js';
import { resultOf } from './result-of.js';

/** A token by its label, or by the ID of the slot that it is in. */
export type TokenPlace = { readonly label: string } | { readonly slot: number };

/** One for each library in this process: a library is initialized once, and its logins count for all sessions. */
const modules = new Map<string, Pkcs11Module>();

/**
 * A PKCS#11 library, loaded and initialized.
 *
 * @throws {@link HsmError} when it cannot be
 */
export function openPkcs11Module(library: string): Pkcs11Module {
  const module = modules.get(library) ?? new Pkcs11Module(library, loadPkcs11js());
  module.initialize();
  modules.set(library, module);
  return module;
}

/** Never finalized: other identities of this process may have sessions in it. It ends with the process. */
export class Pkcs11Module {
  readonly constants: typeof Pkcs11js;
  readonly calls: Pkcs11js.PKCS11;
  readonly #library: string;
  /** By slot, the hashes of PINs that were refused: another try of the same one only brings the token nearer its lock. */
  readonly #refused = new Map<string, string>();

  constructor(library: string, pkcs11js: typeof Pkcs11js) {
    this.#library = library;
    this.constants = pkcs11js;
    this.calls = new pkcs11js.PKCS11();
    try {
      this.calls.load(library);
    } catch (cause) {
      const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
      throw new HsmError(`the PKCS#11 library ${library} cannot be loaded: ${reason}`, { cause });
    }
  }

  /** Twice does nothing more. Signing runs on threads of its own, so the library has to lock. */
  initialize(): void {
    try {
      this.calls.C_Initialize({ flags: this.constants.CKF_OS_LOCKING_OK });
    } catch (cause) {
      if (resultOf(cause) !== 'CKR_CRYPTOKI_ALREADY_INITIALIZED') {
        throw new HsmError(`the PKCS#11 library ${this.#library} does not start: ${textOf(cause)}`, { cause });
      }
    }
  }

  /** @throws {@link HsmError}, a passing one, when no such token is there now */
  findToken(place: TokenPlace): Pkcs11js.Handle {
    const slots = this.calls.C_GetSlotList(true);
    const found = slots.filter((slot) =>
      'slot' in place ? slotID(slot) === place.slot : this.#labelOf(slot) === place.label,
    );
    const [slot] = found;
    if (slot !== undefined && found.length === 1) {
      return slot;
    }
    const there = slots
      .filter((other) => this.#labelOf(other) !== '')
      .map((other) => `${this.#labelOf(other)} in slot ${slotID(other)}`)
      .join(', ');
    const which = nameOf(place);
    throw slot === undefined
      ? new HsmError(`there is no ${which}; ${this.#library} has ${there === '' ? 'none' : there}`, { passing: true })
      : new HsmError(`there are ${found.length} tokens like that (${there}): name the slot instead of the label`);
  }

  /**
   * Logs in as the token's user; whoever is logged in already stays so.
   *
   * @throws {@link HsmError} when the PIN is wrong or was so before, or when the next wrong one would lock the token
   */
  login({ slot, session, pin, place }: LoginOptions): void {
    const key = slot.toString('hex');
    const pinHash = createHash('sha256').update(pin).digest('hex');
    const which = nameOf(place);
    if (this.#refused.get(key) === pinHash) {
      throw new HsmError(`the PIN of the ${which} was refused and is not tried again`);
    }
    if ((this.calls.C_GetTokenInfo(slot).flags & this.constants.CKF_USER_PIN_FINAL_TRY) !== 0) {
      throw new HsmError(`the ${which} locks with the next wrong PIN: log in once with the HSM's own tool`);
    }
    try {
      this.calls.C_Login(session, this.constants.CKU_USER, pin);
    } catch (cause) {
      const result = resultOf(cause);
      if (result === 'CKR_USER_ALREADY_LOGGED_IN') {
        return;
      }
      if (result?.startsWith('CKR_PIN_') === true) {
        this.#refused.set(key, pinHash);
        throw new HsmError(`the ${which} refuses the PIN (${result}); it is not tried again`, { cause });
      }
      throw cause;
    }
  }

  #labelOf(slot: Pkcs11js.Handle): string {
    return this.calls.C_GetTokenInfo(slot).label.replace(/[\s\0]+$/, '');
  }
}

export interface LoginOptions {
  readonly slot: Pkcs11js.Handle;
  readonly session: Pkcs11js.Handle;
  readonly pin: string;
  /** For messages. */
  readonly place: TokenPlace;
}

/** `token opssc`, `token in slot 3`. */
export function nameOf(place: TokenPlace): string {
  return 'slot' in place ? `token in slot ${place.slot}` : `token ${place.label}`;
}

/** A slot's handle is a `CK_ULONG` in the machine's byte order. */
function slotID(handle: Pkcs11js.Handle): number {
  return handle.readUIntLE(0, Math.min(handle.length, 6));
}

function textOf(error: unknown): string {
  return resultOf(error) ?? (error instanceof Error ? error.message : String(error));
}
