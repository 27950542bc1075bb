// SPDX-License-Identifier: Apache-2.0

import { FabricError } from '../errors/fabric-error.js';
import { packageID } from './package-id-of.js';
import { isPackageLabel } from './package-label.js';
import { tarGz } from './tar-gz.js';

/** Contents of `connection.json`. The texts may be Go templates, which each organization's peers fill in. */
export interface CcaasConnection {
  /** `host:port` of the chaincode's service. */
  readonly address: string;
  /** A Go duration, such as `10s`. */
  readonly dial_timeout: string;
  readonly tls_required: boolean;
  readonly client_auth_required?: boolean;
  /** PEM. */
  readonly root_cert?: string;
  /** PEM. */
  readonly client_key?: string;
  /** PEM. */
  readonly client_cert?: string;
}

export interface CcaasPackageOptions {
  readonly label: string;
  readonly connection: CcaasConnection;
}

/**
 * A chaincode-as-a-service package. Its bytes follow from label and connection alone, whatever the platform and the order
 * of properties, so every organization computes the same package ID.
 *
 * @throws {@link FabricError} `INVALID_ARGUMENT` for a label that Fabric refuses.
 */
export async function packageCcaas(options: CcaasPackageOptions): Promise<{ bytes: Uint8Array; packageID: string }> {
  const { label, connection } = options;
  if (!isPackageLabel(label)) {
    throw new FabricError({
      code: 'INVALID_ARGUMENT',
      message: `label ${JSON.stringify(label)}: begins with a letter or digit, goes on with those and '.+-_'`,
    });
  }
  const code = await tarGz([{ name: 'connection.json', content: sortedJson({ ...connection }) }]);
  const bytes = await tarGz([
    { name: 'metadata.json', content: sortedJson({ label, path: '', type: 'ccaas' }) },
    { name: 'code.tar.gz', content: code },
  ]);
  return { bytes, packageID: packageID(label, bytes) };
}

/** Keys in ascending order, no white space; properties that are undefined are left out. */
function sortedJson(value: Readonly<Record<string, string | boolean | undefined>>): Uint8Array {
  return Buffer.from(JSON.stringify(value, Object.keys(value).sort()));
}
