// SPDX-License-Identifier: Apache-2.0

import { field } from '../field.js';
import { message } from '../message.js';
import { serializedIdentity } from './identities.js';

export const signatureHeader = message('common.SignatureHeader', {
  creator: field.opaque(1, () => serializedIdentity),
  nonce: field.bytes(2),
});
