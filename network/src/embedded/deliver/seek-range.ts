// SPDX-License-Identifier: Apache-2.0

import { orderer } from '@hyperledger/fabric-protos';

/** Block numbers to deliver, both inclusive; `notFound` and `invalid` as the seek itself is wrong. */
export type SeekRange = { readonly start: bigint; readonly stop: bigint | undefined } | 'notFound' | 'invalid';

/**
 * Resolves the positions of a seek against the current height. A stop of NEXT_COMMIT leaves `stop` undefined: Fabric
 * then delivers without end.
 */
export function seekRange(seek: orderer.SeekInfo, height: bigint): SeekRange {
  const startPosition = seek.getStart();
  const stopPosition = seek.getStop();
  if (!startPosition || !stopPosition) {
    return 'invalid';
  }
  const start = startOf(startPosition, height);
  if (start === undefined) {
    return 'notFound';
  }
  switch (stopPosition.getTypeCase()) {
    case orderer.SeekPosition.TypeCase.OLDEST:
      return { start, stop: start };
    case orderer.SeekPosition.TypeCase.NEWEST:
      return { start, stop: isNewest(startPosition) ? start : height - 1n };
    case orderer.SeekPosition.TypeCase.SPECIFIED: {
      const stop = specifiedNumber(stopPosition);
      return stop < start ? 'invalid' : { start, stop };
    }
    default:
      return { start, stop: undefined };
  }
}

function startOf(position: orderer.SeekPosition, height: bigint): bigint | undefined {
  switch (position.getTypeCase()) {
    case orderer.SeekPosition.TypeCase.OLDEST:
      return 0n;
    case orderer.SeekPosition.TypeCase.NEWEST:
      return height - 1n;
    case orderer.SeekPosition.TypeCase.NEXT_COMMIT:
      return height;
    case orderer.SeekPosition.TypeCase.SPECIFIED: {
      const number = specifiedNumber(position);
      return number > height ? undefined : number;
    }
    default:
      return undefined;
  }
}

function isNewest(position: orderer.SeekPosition): boolean {
  return position.getTypeCase() === orderer.SeekPosition.TypeCase.NEWEST;
}

/** Clients ask for 2^64-1 to mean "for ever"; the protobuf library rounds it up, which means the same. */
function specifiedNumber(position: orderer.SeekPosition): bigint {
  return BigInt(position.getSpecified()?.getNumber() ?? 0);
}
