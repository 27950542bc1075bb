// SPDX-License-Identifier: Apache-2.0

import { field } from '../field.js';
import { message } from '../message.js';

export const serializedIdentity = message('msp.SerializedIdentity', {
  mspid: field.string(1),
  id_bytes: field.bytes(2),
});
