// SPDX-License-Identifier: Apache-2.0

import type { Endpoint, OperationsEndpoint, OrdererAdminEndpoint } from '../endpoint.js';
import type { SigningIdentity } from '../signing-identity.js';
import { reloadWhenChanged } from '../tls/reload-when-changed.js';
import type { FailoverLogger } from '../transport/failover.js';
import { IdentityOpener } from './identity-opener.js';
import { type OrganizationFiles, readOrganizationFiles } from './organization-files.js';
import type { OrganizationSection } from './organization-section-schema.js';

/** An organization with its files read: what the clients of this package take. */
export interface OpenOrganization {
  readonly name: string;
  readonly mspID: string;
  readonly identity: SigningIdentity;
  readonly peers: readonly Endpoint[];
  readonly orderers: readonly Endpoint[];
  /** Of those orderers that have an `admin` entry. */
  readonly ordererAdmins: readonly OrdererAdminEndpoint[];
  /** Ordering nodes to start from: those under `ordering`, then the `orderers`. */
  readonly ordering: readonly Endpoint[];
  /** Of those peers and orderers that have an `operations` entry. */
  readonly operations: readonly OperationsEndpoint[];
  /** Looks at the files no more, and ends the sessions with an HSM. */
  close(): void;
}

export interface OpenOrganizationOptions {
  /**
   * Read the files again when one of them is another: identity and endpoints are then the renewed ones. What cannot be used
   * (half of a pair has been replaced) leaves everything as it was. Absent: they are read once.
   */
  readonly reload?: {
    /** Milliseconds between two looks. */
    readonly intervalMs: number;
    readonly logger: FailoverLogger;
  };
  /** Where the PIN of an HSM may be; default: the process's. */
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * Reads the files that the `organization` section names, and opens its HSM.
 *
 * @throws {@link ConfigError} with every file that cannot be read or used, by its place in the section.
 */
export async function openOrganization(
  config: { readonly organization: OrganizationSection },
  { reload, environment = process.env }: OpenOrganizationOptions = {},
): Promise<OpenOrganization> {
  const { organization } = config;
  const { name, mspID } = organization;
  const opener = new IdentityOpener(mspID, organization.identity, environment);
  let files: OrganizationFiles;
  try {
    files = await readOrganizationFiles({ organization, identity: opener });
  } catch (error) {
    opener.close();
    throw error;
  }
  const end =
    reload &&
    reloadWhenChanged({
      files: files.reader.files,
      ...reload,
      what: `key material of ${mspID}`,
      async reload() {
        files = await readOrganizationFiles({ organization, identity: opener, before: files.reader });
      },
    });
  const orderers = files.orderers.map((_, index) => renewed(() => files.orderers[index]));
  return {
    name,
    mspID,
    identity: {
      mspID,
      get certificate() {
        return files.identity.certificate;
      },
      sign: (message) => files.identity.sign(message),
      current: () => files.identity,
    },
    peers: files.peers.map((_, index) => renewed(() => files.peers[index])),
    orderers,
    ordererAdmins: files.ordererAdmins.map((_, index) => renewed(() => files.ordererAdmins[index])),
    ordering: [...files.ordering.map((_, index) => renewed(() => files.ordering[index])), ...orderers],
    operations: files.operations.map((_, index) => renewed(() => files.operations[index])),
    close() {
      end?.();
      opener.close();
    },
  };
}

/** An object whose properties are those of the newest one: the same ones, as the section stays the same. */
function renewed<Value extends object>(newest: () => Value | undefined): Value {
  const first = newest();
  const properties = Object.keys(first ?? {}).map((key) => [
    key,
    { enumerable: true, get: () => Reflect.get(newest() ?? {}, key) as unknown },
  ]);
  return Object.defineProperties({}, Object.fromEntries(properties) as PropertyDescriptorMap) as Value;
}
