// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { ConfigTxError } from '../../src/index.js';

/** Where something is malformed, by the error that it must end in; the text of the error begins with it. */
export function malformedPath(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    expect(error).to.be.instanceOf(ConfigTxError).with.property('code', 'MALFORMED');
    const { message, path } = error as ConfigTxError;
    if (path) {
      expect(message.startsWith(`${path}: `), message).to.equal(true);
    }
    return path;
  }
  throw new Error('it was not malformed');
}
