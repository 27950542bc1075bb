// SPDX-License-Identifier: Apache-2.0

const nanosecondsPer = { hour: 3_600_000_000_000n, minute: 60_000_000_000n, second: 1_000_000_000n };

/** A duration as Go's `time.Duration` prints it: `500ms`, `2s`, `1m0s`. */
export function goDuration(milliseconds: number): string {
  const nanoseconds = BigInt(Math.round(milliseconds * 1_000_000));
  if (nanoseconds === 0n) {
    return '0s';
  }
  if (nanoseconds < nanosecondsPer.second) {
    return belowSecond(nanoseconds);
  }
  const hours = nanoseconds / nanosecondsPer.hour;
  const minutes = (nanoseconds % nanosecondsPer.hour) / nanosecondsPer.minute;
  const seconds = `${decimal(nanoseconds % nanosecondsPer.minute, nanosecondsPer.second)}s`;
  if (hours > 0n) {
    return `${hours.toString()}h${minutes.toString()}m${seconds}`;
  }
  return minutes > 0n ? `${minutes.toString()}m${seconds}` : seconds;
}

function belowSecond(nanoseconds: bigint): string {
  if (nanoseconds >= 1_000_000n) {
    return `${decimal(nanoseconds, 1_000_000n)}ms`;
  }
  return nanoseconds >= 1000n ? `${decimal(nanoseconds, 1000n)}µs` : `${nanoseconds.toString()}ns`;
}

/** `value` in `unit`s, a power of ten, without trailing zeros. */
function decimal(value: bigint, unit: bigint): string {
  const digits = unit.toString().length - 1;
  const fraction = (value % unit).toString().padStart(digits, '0').replace(/0+$/, '');
  const whole = (value / unit).toString();
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
