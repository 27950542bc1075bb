// SPDX-License-Identifier: Apache-2.0

import type { SigningIdentity } from '../signing-identity.js';

/** An identity that stays the same from a message's creator to its signature, whatever is renewed in between. */
export function currentIdentity(identity: SigningIdentity): SigningIdentity {
  return identity.current?.() ?? identity;
}
