// SPDX-License-Identifier: Apache-2.0

import { newSigningIdentity } from '../identity/new-signing-identity.js';
import { newPkcs11SigningIdentity } from '../pkcs11/new-pkcs11-signing-identity.js';
import { newPkcs11Token, type Pkcs11Token } from '../pkcs11/pkcs11-token.js';
import { readPin } from '../pkcs11/read-pin.js';
import type { SigningIdentity } from '../signing-identity.js';
import type { FileReader } from './file-reader.js';
import type { IdentitySection, Pkcs11Section } from './identity-schema.js';

/** Opens the identity of a configuration, again and again if its files change. */
export class IdentityOpener {
  readonly #mspID: string;
  readonly #section: IdentitySection;
  readonly #token: Pkcs11Token | undefined;
  #opened: { readonly identity: SigningIdentity; readonly parts: readonly Uint8Array[] } | undefined;

  constructor(mspID: string, section: IdentitySection, environment: NodeJS.ProcessEnv) {
    this.#mspID = mspID;
    this.#section = section;
    this.#token = section.pkcs11 && openToken(section.pkcs11, environment);
  }

  /** The one of before where its files are as they were; undefined, and a problem, where there is none to be had. */
  async open(files: FileReader): Promise<SigningIdentity | undefined> {
    const { certificate: file, privateKey: keyFile } = this.#section;
    const parts = await Promise.all([
      files.read(file, 'organization.identity.certificate'),
      ...(keyFile === undefined ? [] : [files.read(keyFile, 'organization.identity.privateKey')]),
    ]);
    if (parts.some(({ length }) => length === 0)) {
      return undefined;
    }
    const opened = this.#opened;
    if (opened !== undefined && parts.every((part, index) => part === opened.parts[index])) {
      return opened.identity;
    }
    try {
      const identity = await this.#make(parts);
      this.#opened = { identity, parts };
      return identity;
    } catch (error) {
      files.add('organization.identity', error);
      return undefined;
    }
  }

  close(): void {
    this.#token?.close();
  }

  async #make([certificate = none, privateKey = none]: readonly Uint8Array[]): Promise<SigningIdentity> {
    const mspID = this.#mspID;
    if (this.#token === undefined) {
      return newSigningIdentity({ mspID, certificate, privateKey });
    }
    const { keyID } = this.#section.pkcs11 ?? {};
    return newPkcs11SigningIdentity({
      mspID,
      certificate,
      token: this.#token,
      keyID: keyID === undefined ? undefined : Buffer.from(keyID, 'hex'),
    });
  }
}

const none = new Uint8Array();

function openToken(section: Pkcs11Section, environment: NodeJS.ProcessEnv): Pkcs11Token {
  const { library, label, slot } = section;
  return newPkcs11Token({
    library,
    place: slot === undefined ? { label: label ?? '' } : { slot },
    readPin: () => readPin(section, environment),
  });
}
