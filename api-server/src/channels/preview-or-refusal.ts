// SPDX-License-Identifier: Apache-2.0

import { ConfigTxError } from '@opssc/configtx';
import type { ChannelPreview } from '../views/channel-preview-view.js';
import { previewNothing, type PreviewNothingOptions } from './preview-nothing.js';

/**
 * The preview, or one that tells why there is none.
 *
 * @throws errors that are none of the library's
 */
export function previewOrRefusal(
  otherwise: Omit<PreviewNothingOptions, 'refusal'>,
  make: () => ChannelPreview,
): ChannelPreview {
  try {
    return make();
  } catch (error) {
    return previewNothing({ ...otherwise, refusal: refusalIn(error) });
  }
}

/**
 * Why an update cannot be carried out.
 *
 * @throws the error itself when it is none of the library's
 */
export function refusalIn(error: unknown): NonNullable<ChannelPreview['refusal']> {
  if (!(error instanceof ConfigTxError)) {
    throw error;
  }
  const { code, path, message } = error;
  return { code, ...(path !== undefined && { path }), text: message };
}
