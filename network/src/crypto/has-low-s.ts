// SPDX-License-Identifier: Apache-2.0

/** Half of the order of P-256: Fabric accepts no signature with a greater S (bccsp/utils, IsLowS). */
const halfOrder = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n;

/** Tells it of an ECDSA P-256 signature in DER: a sequence of the two integers R and S. */
export function hasLowS(signature: Uint8Array): boolean {
  const bytes = Buffer.from(signature);
  const lengthOfR = bytes.readUInt8(3);
  const s = bytes.subarray(4 + lengthOfR + 2);
  return BigInt(`0x${s.toString('hex')}`) <= halfOrder;
}
