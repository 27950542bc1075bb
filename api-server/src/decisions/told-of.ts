// SPDX-License-Identifier: Apache-2.0

import type { Submitted } from '@opssc/chaincode/model';

/** Told of every transaction that is committed for a caller. */
export type OnSubmitted = (submitted: Submitted) => void;

/** Passes on what a submit came to, and tells of it. */
export function toldOf(onSubmitted: OnSubmitted): (submit: Promise<Submitted>) => Promise<Submitted> {
  return async (submit) => {
    const submitted = await submit;
    onSubmitted(submitted);
    return submitted;
  };
}
