// SPDX-License-Identifier: Apache-2.0

import type { msp } from '@hyperledger/fabric-protos';
import type { SetMsp } from './channel-operation.js';

/** The lists of an MSP that an operation may add to or take from. */
export type MspListName = keyof NonNullable<SetMsp['remove']>;

interface MspList {
  readonly get: (config: msp.FabricMSPConfig) => Uint8Array[];
  readonly set: (config: msp.FabricMSPConfig, list: Uint8Array[]) => void;
}

/** Where they are in the message. */
export const mspLists: Readonly<Record<MspListName, MspList>> = {
  rootCerts: {
    get: (config) => config.getRootCertsList_asU8(),
    set: (config, list) => {
      config.setRootCertsList(list);
    },
  },
  intermediateCerts: {
    get: (config) => config.getIntermediateCertsList_asU8(),
    set: (config, list) => {
      config.setIntermediateCertsList(list);
    },
  },
  tlsRootCerts: {
    get: (config) => config.getTlsRootCertsList_asU8(),
    set: (config, list) => {
      config.setTlsRootCertsList(list);
    },
  },
  tlsIntermediateCerts: {
    get: (config) => config.getTlsIntermediateCertsList_asU8(),
    set: (config, list) => {
      config.setTlsIntermediateCertsList(list);
    },
  },
  admins: {
    get: (config) => config.getAdminsList_asU8(),
    set: (config, list) => {
      config.setAdminsList(list);
    },
  },
  revocationList: {
    get: (config) => config.getRevocationListList_asU8(),
    set: (config, list) => {
      config.setRevocationListList(list);
    },
  },
};

/** The lists that are given, in one order everywhere. */
export function listEntries(certificates: NonNullable<SetMsp['remove']>): [MspListName, readonly string[]][] {
  const names = Object.keys(mspLists) as MspListName[];
  return names.flatMap((name): [MspListName, readonly string[]][] => {
    const pems = certificates[name];
    return pems ? [[name, pems]] : [];
  });
}
