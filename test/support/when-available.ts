// SPDX-License-Identifier: Apache-2.0

import { RestError } from '@opssc/scripts/consortium/rest-client';
import { waitFor } from '@opssc/scripts/consortium/wait-for';

/** Asks again while the answer is 503, as clients are to do: peers take a while to find ordering nodes that were away. */
export async function whenAvailable(ask: () => Promise<void>): Promise<void> {
  const answer = await waitFor(
    async () => {
      try {
        await ask();
        return 'done';
      } catch (error) {
        if (error instanceof RestError && error.status !== 503) {
          return error;
        }
        throw error;
      }
    },
    { what: 'an answer other than 503' },
  );
  if (answer instanceof RestError) {
    throw answer;
  }
}
