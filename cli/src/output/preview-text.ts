// SPDX-License-Identifier: Apache-2.0

import type { ChannelPreview, Preview } from '../api/preview-schema.js';
import type { Colours } from './colours-for.js';
import { printable } from './printable.js';

/** A preview for a person: what changes, who must sign, what is at risk. */
export function previewText({ channels, unseen }: Preview, colours: Colours): string {
  const lines = [
    ...channels.flatMap((channel) => channelLines(channel, colours)),
    ...unseen.map(({ channelID, reason }) => printable(`${channelID}: not seen from here, ${reason}`)),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function channelLines({ channelID, explanation, signers, risks, refusal }: ChannelPreview, colours: Colours): string[] {
  return [
    colours.bold(`Changes of ${printable(channelID)}`),
    ...explanation.text
      .trimEnd()
      .split('\n')
      .map((line) => `  ${printable(line)}`),
    `  ${printable(signersText(signers))}`,
    ...risks.map(({ severity, text }) => `  ${riskColour(severity, colours)(printable(`${severity}: ${text}`))}`),
    ...(refusal === undefined ? [] : [`  ${colours.red(printable(`Fabric would refuse it: ${refusal.text}`))}`]),
  ];
}

function signersText({ satisfied, missing, unsatisfiable, assumed, signed }: ChannelPreview['signers']): string {
  const there = [...new Set([...assumed, ...signed])].join(', ') || 'nobody';
  if (satisfied) {
    return `signatures: ${there}, which is enough`;
  }
  if (unsatisfiable) {
    return 'signatures: not even all organizations together could sign it';
  }
  return `signatures: ${there}; missing ${missing.map((set) => set.join(' and ')).join(', or ')}`;
}

function riskColour(severity: string, colours: Colours): (text: string) => string {
  switch (severity) {
    case 'critical':
      return colours.red;
    case 'warning':
      return colours.yellow;
    default:
      return colours.dim;
  }
}
