// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import type { BftProfile } from '../channel-profile.js';
import { ConfigTxError } from '../config-tx-error.js';
import { pemBytes } from './pem-bytes.js';

/**
 * The consenter mapping of a BFT channel: the `Orderers` value.
 *
 * @throws ConfigTxError `INVALID_PROFILE`
 */
export function bftConsenters(profile: BftProfile): common.Consenter[] {
  if (profile.consenters.length === 0) {
    throw new ConfigTxError('INVALID_PROFILE', 'BFT configuration did not specify any consenter');
  }
  return profile.consenters.map(consenterOf);
}

function consenterOf(profile: BftProfile['consenters'][number]): common.Consenter {
  const path = `consenter ${profile.host}:${profile.port}`;
  const consenter = new common.Consenter();
  consenter.setId(profile.id);
  consenter.setHost(profile.host);
  consenter.setPort(profile.port);
  consenter.setMspId(profile.mspID);
  consenter.setIdentity(pemBytes(profile.identity, `${path}: identity`));
  consenter.setClientTlsCert(pemBytes(profile.clientTlsCert, `${path}: clientTlsCert`));
  consenter.setServerTlsCert(pemBytes(profile.serverTlsCert, `${path}: serverTlsCert`));
  return consenter;
}
