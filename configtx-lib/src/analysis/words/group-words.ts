// SPDX-License-Identifier: Apache-2.0

/** A group as one speaks of it: `the application`, `Org1MSP`. */
export function groupWords(name: string): string {
  switch (name) {
    case 'Channel':
      return 'the channel';
    case 'Orderer':
      return 'the ordering service';
    case 'Application':
      return 'the application';
    default:
      return name;
  }
}
