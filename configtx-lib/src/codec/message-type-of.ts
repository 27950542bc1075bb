// SPDX-License-Identifier: Apache-2.0

import { ConfigTxError } from '../config-tx-error.js';
import type { MessageType } from './message-type.js';
import { messageTypes } from './message-types.js';

/** @throws ConfigTxError `MALFORMED` for a name that is none of a channel configuration's messages */
export function messageTypeOf(name: string): MessageType {
  const type = messageTypes.get(name);
  if (!type) {
    throw new ConfigTxError('MALFORMED', `no message of a channel configuration is called ${JSON.stringify(name)}`);
  }
  return type;
}
