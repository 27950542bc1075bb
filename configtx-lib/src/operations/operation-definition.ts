// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { ChannelOperation } from './channel-operation.js';
import type { ConfigDraft } from './config-draft.js';

/** All that the library knows of one kind of operation. */
export interface OperationDefinition<O extends ChannelOperation> {
  readonly schema: z.ZodType<O>;
  /** What of the channel it decides on: no two operations of this kind in one list may name the same. */
  subjects(operation: O): readonly string[];
  /**
   * Strict: is this what somebody would want to do to a channel in this state? What only makes sense of the
   * operation's result goes to {@link validateResult}.
   *
   * @throws OperationProblem
   */
  validate?(operation: O, draft: ConfigDraft): void;
  /**
   * Changes the draft. What is there already, or gone already, is left alone, so that the operation applied to its own
   * result changes nothing.
   *
   * @throws OperationProblem for an operation that has no meaning for this channel
   */
  apply(operation: O, draft: ConfigDraft): void;
  /**
   * Strict, with the draft as {@link apply} has left it.
   *
   * @throws OperationProblem
   */
  validateResult?(operation: O, draft: ConfigDraft): void;
}
