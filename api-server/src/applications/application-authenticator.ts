// SPDX-License-Identifier: Apache-2.0

import { ContractError, type CredentialView, type ResourcesClient } from '@opssc/chaincode/model';
import { createHash, timingSafeEqual } from 'node:crypto';
import { ApiProblem } from '../problem/api-problem.js';
import { type Application, applicationName } from './application.js';
import { secretMatches } from './secret-matches.js';

export interface ApplicationAuthenticatorOptions {
  readonly resources: Pick<ResourcesClient, 'get'>;
  /** The organization that this server belongs to: credentials of others open their servers. */
  readonly mspID: string;
  readonly opsChannel: string;
}

interface BasicCredentials {
  readonly environmentID: string;
  readonly name: string;
  readonly secret: string;
}

/** A secret that was right, so that scrypt is computed once for it and not with every request. */
interface Proved {
  /** The hash on the ledger that it was right for. */
  readonly hash: string;
  readonly digest: Buffer;
}

const basic = /^Basic +([A-Za-z0-9+/]{1,1024}={0,2}) *$/i;
const userAndSecret = /^([A-Za-z0-9][A-Za-z0-9._-]{0,63})\/([A-Za-z0-9][A-Za-z0-9._-]{0,63}):([A-Za-z0-9_-]{1,128})$/;

/** Lets applications in by HTTP Basic, against the credentials on the ledger as they are at that moment. */
export class ApplicationAuthenticator {
  readonly #options: ApplicationAuthenticatorOptions;
  readonly #proved = new Map<string, Proved>();

  constructor(options: ApplicationAuthenticatorOptions) {
    this.#options = options;
  }

  /**
   * The ledger is asked every time: a credential that is revoked is out with the block that says so.
   *
   * @throws ApiProblem `CREDENTIAL_REFUSED`, for whatever reason; the ledger's errors otherwise
   */
  async authenticate(authorization: string | undefined): Promise<Application> {
    const given = credentialsIn(authorization);
    const credential = given && (await this.#find(given));
    if (given === undefined || credential === undefined || !(await this.#isRight(given, credential))) {
      throw new ApiProblem({
        code: 'CREDENTIAL_REFUSED',
        detail: 'A credential of an application is needed: ENVIRONMENT/NAME and its secret.',
        headers: { 'WWW-Authenticate': 'Basic realm="opssc applications", charset="UTF-8"' },
      });
    }
    const { opsChannel } = this.#options;
    return {
      name: applicationName(given.environmentID, given.name),
      channels: credential.openChannels.filter((channelID) => channelID !== opsChannel),
    };
  }

  async #find({ environmentID, name }: BasicCredentials): Promise<CredentialView | undefined> {
    const { resources, mspID } = this.#options;
    try {
      const credential = await resources.get({ kind: 'credential', environmentID, name });
      return credential.state === 'active' && credential.holder === mspID ? credential : undefined;
    } catch (error) {
      if (error instanceof ContractError && error.code === 'NOT_FOUND') {
        return undefined;
      }
      throw error;
    }
  }

  async #isRight({ environmentID, name, secret }: BasicCredentials, { secretHash }: CredentialView): Promise<boolean> {
    const key = applicationName(environmentID, name);
    const digest = createHash('sha256').update(secret).digest();
    const proved = this.#proved.get(key);
    if (proved !== undefined && proved.hash === secretHash.hash && timingSafeEqual(proved.digest, digest)) {
      return true;
    }
    const isRight = await secretMatches(secret, secretHash);
    if (isRight) {
      this.#proved.set(key, { hash: secretHash.hash, digest });
    }
    return isRight;
  }
}

function credentialsIn(authorization: string | undefined): BasicCredentials | undefined {
  const encoded = basic.exec(authorization ?? '')?.[1];
  const [, environmentID, name, secret] =
    encoded === undefined ? [] : (userAndSecret.exec(Buffer.from(encoded, 'base64').toString()) ?? []);
  return environmentID === undefined || name === undefined || secret === undefined
    ? undefined
    : { environmentID, name, secret };
}
