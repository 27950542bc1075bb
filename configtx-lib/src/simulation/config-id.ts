// SPDX-License-Identifier: Apache-2.0

import { refusal } from './refusal.js';

const maxLength = 249;

/**
 * Checks the name of a group, value or policy (configtx.validateConfigID).
 *
 * @throws ConfigTxError `REFUSED`
 */
export function validateConfigID(configID: string): void {
  if (configID === '') {
    throw refusal('config ID illegal, cannot be empty');
  }
  if (Buffer.byteLength(configID) > maxLength) {
    throw refusal(`config ID illegal, cannot be longer than ${maxLength}`);
  }
  if (configID === '.' || configID === '..') {
    throw refusal(`name '${configID}' for config ID is not allowed`);
  }
  if (!/^[a-zA-Z0-9.-]+$/.test(configID)) {
    throw refusal(`config ID '${configID}' contains illegal characters`);
  }
}

/**
 * Checks a channel's name (configtx.ValidateChannelID).
 *
 * @throws ConfigTxError `REFUSED`
 */
export function validateChannelID(channelID: string): void {
  if (channelID === '') {
    throw refusal('channel ID illegal, cannot be empty');
  }
  if (Buffer.byteLength(channelID) > maxLength) {
    throw refusal(`channel ID illegal, cannot be longer than ${maxLength}`);
  }
  if (!/^[a-z][a-z0-9.-]*$/.test(channelID)) {
    throw refusal(`'${channelID}' contains illegal characters`);
  }
}
