// SPDX-License-Identifier: Apache-2.0

import { msp } from '@hyperledger/fabric-protos';
import type { MspManager, ValidIdentity } from '../policy-evaluation.js';
import { LruCache } from './lru-cache.js';
import { MspError } from './msp-error.js';
import { X509Msp, type X509MspOptions } from './x509-msp.js';

/** Every transaction has an identity for each signature; a channel sees few different ones. */
const cachedIdentities = 500;
/** Fabric's number for MSPs of X.509 certificates. */
const fabricMspType = 0;

/**
 * The MSPs of one channel. Identities are kept once they have been found valid: nothing in it depends on the time.
 *
 * @throws MspError `INVALID_MSP`, and with what else an MSP's configuration is refused
 */
export function newMspManager(configs: readonly msp.MSPConfig[], options: X509MspOptions): MspManager {
  const msps = new Map<string, { readonly msp: X509Msp; readonly config: Buffer }>();
  for (const config of configs) {
    const added = newMsp(config, options);
    const bytes = Buffer.from(config.getConfig_asU8());
    const existing = msps.get(added.mspID);
    if (existing && !existing.config.equals(bytes)) {
      throw new MspError('INVALID_MSP', `Attempted to define two different versions of MSP: ${added.mspID}`);
    }
    msps.set(added.mspID, { msp: added, config: bytes });
  }

  const cache = new LruCache<ValidIdentity>(cachedIdentities);
  return {
    mspIDs: [...msps.keys()].sort(),
    deserialize: (bytes) =>
      cache.getOrMake(Buffer.from(bytes).toString('latin1'), () => {
        const identity = deserialize(bytes);
        const found = msps.get(identity.getMspid());
        if (!found) {
          throw new MspError('UNKNOWN_MSP', `MSP ${identity.getMspid()} is not defined on channel`);
        }
        // A copy: these bytes may be a part of a block, which the cache would keep alive.
        return found.msp.identity(identity.getIdBytes_asU8(), Uint8Array.from(bytes));
      }),
  };
}

function newMsp(config: msp.MSPConfig, options: X509MspOptions): X509Msp {
  if (config.getType() !== fabricMspType) {
    throw new MspError('INVALID_MSP', `Setup error: unsupported msp type ${config.getType()}`);
  }
  let fabricConfig: msp.FabricMSPConfig;
  try {
    fabricConfig = msp.FabricMSPConfig.deserializeBinary(config.getConfig_asU8());
  } catch (cause) {
    throw new MspError('INVALID_MSP', 'failed unmarshalling fabric msp config', { cause });
  }
  return new X509Msp(fabricConfig, options);
}

function deserialize(bytes: Uint8Array): msp.SerializedIdentity {
  try {
    return msp.SerializedIdentity.deserializeBinary(bytes);
  } catch (cause) {
    throw new MspError('MALFORMED', 'could not deserialize a SerializedIdentity', { cause });
  }
}
