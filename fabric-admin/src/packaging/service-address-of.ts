// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { FabricError } from '../errors/fabric-error.js';
import { fileInTarGz } from './file-in-tar-gz.js';

const connectionSchema = z.object({ address: z.string().min(1) });

/**
 * Where the service of a chaincode-as-a-service package is: the `address` of its `connection.json`, perhaps with templates
 * such as `{{.host}}`.
 *
 * @throws {@link FabricError} `INVALID_ARGUMENT` when it is not such a package.
 */
export async function serviceAddressOf(packageBytes: Uint8Array): Promise<string> {
  try {
    const code = await fileInTarGz(packageBytes, 'code.tar.gz');
    const connection = await fileInTarGz(code, 'connection.json');
    return connectionSchema.parse(JSON.parse(connection.toString('utf8'))).address;
  } catch (cause) {
    throw new FabricError({
      code: 'INVALID_ARGUMENT',
      message: 'not a package of a chaincode service: no connection.json with an address in its code.tar.gz',
      cause,
    });
  }
}
