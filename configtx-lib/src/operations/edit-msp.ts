// SPDX-License-Identifier: Apache-2.0

import { msp } from '@hyperledger/fabric-protos';
import { decodeMessage } from '../decode-message.js';
import { MspError } from '../msp/msp-error.js';
import { newMspManager } from '../msp/new-msp-manager.js';
import type { ConfigDraft } from './config-draft.js';
import { editValue, readValue } from './edit-value.js';
import { OperationProblem } from './operation-problem.js';

const name = 'MSP';

/**
 * Makes this the MSP of whatever organizations of the channel have one of that ID: Fabric refuses a channel with two
 * versions of one MSP.
 */
export function setMsp(draft: ConfigDraft, mspID: string, config: msp.MSPConfig): void {
  for (const { group } of draft.organizations().filter((entry) => entry.mspID === mspID)) {
    editValue({
      group,
      name,
      type: msp.MSPConfig,
      edit: (existing) => {
        existing.setType(config.getType());
        existing.setConfig(config.getConfig());
      },
    });
  }
}

/**
 * Changes an MSP wherever the channel has it.
 *
 * @throws OperationProblem if the channel has none of that ID
 */
export function editMsp(draft: ConfigDraft, mspID: string, edit: (config: msp.FabricMSPConfig) => void): void {
  const config = readMsp(draft, mspID);
  const before = config.serializeBinary();
  edit(config);
  const after = config.serializeBinary();
  if (!Buffer.from(before).equals(after)) {
    const message = new msp.MSPConfig();
    message.setConfig(after);
    setMsp(draft, mspID, message);
  }
}

/** @throws OperationProblem if the channel has no MSP of that ID */
export function readMsp(draft: ConfigDraft, mspID: string): msp.FabricMSPConfig {
  const organization = draft.organizations().find((entry) => entry.mspID === mspID);
  if (!organization) {
    throw new OperationProblem(['mspID'], `the channel has no organization with MSP ${mspID}`);
  }
  const bytes = readValue(organization.group, name, msp.MSPConfig).getConfig_asU8();
  return decodeMessage({ type: msp.FabricMSPConfig, bytes, what: `MSP ${mspID}`, code: 'INVALID_CONFIG' });
}

/**
 * @param keys of the element that is to blame
 * @throws OperationProblem with Fabric's reason for an MSP that it refuses
 */
export function requireValidMsp(draft: ConfigDraft, mspID: string, keys: readonly PropertyKey[]): void {
  const message = new msp.MSPConfig();
  message.setConfig(readMsp(draft, mspID).serializeBinary());
  try {
    newMspManager([message], { allowsEd25519: draft.hasCapability('V3_0') });
  } catch (cause) {
    if (cause instanceof MspError) {
      throw new OperationProblem(keys, `MSP ${mspID} is not valid: ${cause.message}`, { cause });
    }
    throw cause;
  }
}
