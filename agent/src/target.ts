// SPDX-License-Identifier: Apache-2.0

/** What one piece of work is about. All work on one target is done by one agent of the organization at a time. */
export type Target =
  | { readonly kind: 'deploy'; readonly channelID: string; readonly chaincodeName: string }
  | { readonly kind: 'channel-state'; readonly channelID: string }
  | { readonly kind: 'attest'; readonly channelID: string }
  | { readonly kind: 'channel-update'; readonly channelID: string }
  | { readonly kind: 'channel-create'; readonly channelID: string }
  | { readonly kind: 'join'; readonly channelID: string }
  | { readonly kind: 'governance'; readonly channelID: string }
  | { readonly kind: 'emergency'; readonly channelID: string }
  | { readonly kind: 'limits'; readonly channelID: string }
  | { readonly kind: 'entries'; readonly channelID: string }
  | { readonly kind: 'bootstrap' };

/** As text: `deploy|CHANNEL|NAME`. Fabric's names contain no `|`, and BullMQ's IDs may contain no `:`. */
export function encodeTarget(target: Target): string {
  switch (target.kind) {
    case 'deploy':
      return `deploy|${target.channelID}|${target.chaincodeName}`;
    case 'channel-state':
    case 'attest':
    case 'channel-update':
    case 'channel-create':
    case 'join':
    case 'governance':
    case 'emergency':
    case 'limits':
    case 'entries':
      return `${target.kind}|${target.channelID}`;
    case 'bootstrap':
      return 'bootstrap';
  }
}

/** Undefined: not the text of a target. */
export function decodeTarget(text: string): Target | undefined {
  const [kind, channelID, chaincodeName, ...rest] = text.split('|');
  if (rest.length > 0) {
    return undefined;
  }
  if (kind === 'deploy' && channelID && chaincodeName) {
    return { kind, channelID, chaincodeName };
  }
  if (isChannelKind(kind) && channelID && chaincodeName === undefined) {
    return { kind, channelID };
  }
  return kind === 'bootstrap' && channelID === undefined ? { kind } : undefined;
}

type ChannelKind = Exclude<Target['kind'], 'deploy' | 'bootstrap'>;

const channelKinds: readonly (string | undefined)[] = [
  'channel-state',
  'attest',
  'channel-update',
  'channel-create',
  'join',
  'governance',
  'emergency',
  'limits',
  'entries',
] satisfies readonly ChannelKind[];

function isChannelKind(kind: string | undefined): kind is ChannelKind {
  return channelKinds.includes(kind);
}

/** The channel whose blocks may bring the target on; undefined for the bootstrap, which belongs to the ops-channel. */
export function channelOf(target: Target): string | undefined {
  return target.kind === 'bootstrap' ? undefined : target.channelID;
}
