// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { ConfigTxError } from '../config-tx-error.js';
import { updateEnvelopeOf } from '../update/update-envelope-of.js';

export interface UpdateFile {
  readonly update: common.ConfigUpdate;
  /** The bytes of the update, which signatures are over. */
  readonly updateBytes: Uint8Array;
  readonly signatures: readonly common.ConfigSignature[];
}

/**
 * An update from a file, which is a transaction, a marshaled `common.ConfigUpdateEnvelope` or `common.ConfigUpdate`.
 *
 * @throws ConfigTxError `MALFORMED`
 */
export function updateFromFile(bytes: Uint8Array): UpdateFile {
  const readers = [fromTransaction, fromEnvelope, fromUpdate];
  const found = readers.map((read) => attempt(() => read(bytes))).find((update) => update !== undefined);
  if (!found) {
    throw new ConfigTxError('MALFORMED', 'the file is no configuration update, in an envelope or without');
  }
  return found;
}

function fromTransaction(bytes: Uint8Array): UpdateFile | undefined {
  return signed(updateEnvelopeOf(common.Envelope.deserializeBinary(bytes)));
}

function fromEnvelope(bytes: Uint8Array): UpdateFile | undefined {
  return signed(common.ConfigUpdateEnvelope.deserializeBinary(bytes));
}

function signed(envelope: common.ConfigUpdateEnvelope): UpdateFile | undefined {
  const found = fromUpdate(envelope.getConfigUpdate_asU8());
  return found && { ...found, signatures: envelope.getSignaturesList() };
}

function fromUpdate(bytes: Uint8Array): UpdateFile | undefined {
  const update = common.ConfigUpdate.deserializeBinary(bytes);
  return update.getChannelId() !== '' && update.hasWriteSet()
    ? { update, updateBytes: bytes, signatures: [] }
    : undefined;
}

/** Other messages are taken for one now and then, or cannot be decoded: then the file is something else. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
