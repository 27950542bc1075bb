// SPDX-License-Identifier: Apache-2.0

import { type ChannelConfig, protoDecode } from '@opssc/configtx';

/** A configuration as configtxlator's JSON on one line, to look for something in. */
export function configText({ config }: ChannelConfig): string {
  return JSON.stringify(protoDecode('common.Config', config.serializeBinary()));
}
