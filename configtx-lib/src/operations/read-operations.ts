// SPDX-License-Identifier: Apache-2.0

import { readYaml } from '../profile/read-yaml.js';
import type { ChannelOperation } from './channel-operation.js';
import { parseOperations } from './parse-operations.js';

/**
 * Reads a profile: operations in YAML or JSON, or OpsSC v0.4's list of `Command` and `Parameters`.
 *
 * @throws ConfigTxError `INVALID_PROFILE` with the path of the first element that is wrong
 */
export function readOperations(text: string): readonly ChannelOperation[] {
  return parseOperations(readYaml(text, 'operations'));
}
