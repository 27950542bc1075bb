// SPDX-License-Identifier: Apache-2.0

import type { JsonValue } from '../../codec/json-value.js';
import { MspError } from '../../msp/msp-error.js';
import { revokedSerialNumbers } from '../../msp/revocation-list.js';
import { describeCertificate } from '../certificate-words.js';
import type { DescribeValue, ElementChange, ValueChange } from '../explanation.js';
import { bytesOf, fieldOf, isSameJson, listOf, membersOf, textOf } from '../json-fields.js';
import { entryChanges } from './entry-changes.js';
import { fieldChanges } from './field-changes.js';

/** The values of an organization, on either side. */
export const organizationValues: Readonly<Record<string, DescribeValue>> = {
  AnchorPeers: ({ owner, before, after }) =>
    entryChanges(listOf(before, 'anchor_peers'), listOf(after, 'anchor_peers'), {
      keyOf: addressOf,
      added: (peer) => `adds anchor peer ${addressOf(peer)} of ${owner}`,
      removed: (peer) => `removes anchor peer ${addressOf(peer)} of ${owner}`,
    }),
  Endpoints: ({ owner, before, after }) =>
    entryChanges(listOf(before, 'addresses'), listOf(after, 'addresses'), {
      added: (address) => `adds ordering endpoint ${textOf(address)} of ${owner}`,
      removed: (address) => `removes ordering endpoint ${textOf(address)} of ${owner}`,
    }),
  MSP: mspChanges,
};

/** `peer0.org1.example.com:7051` */
export function addressOf(peer: JsonValue): string {
  return `${textOf(peer, 'host')}:${textOf(peer, 'port')}`;
}

/** The certificates of an MSP, by the name of their list in it. */
export const mspCertificates = {
  root_certs: 'CA',
  intermediate_certs: 'intermediate CA',
  tls_root_certs: 'TLS CA',
  tls_intermediate_certs: 'intermediate TLS CA',
  admins: 'admin',
} as const;

const told = new Set<string>([...Object.keys(mspCertificates), 'revocation_list', 'name', 'fabric_node_ous']);

function mspChanges({ owner, before, after }: ValueChange): ElementChange[] {
  const [old, present] = [fieldOf(before, 'config'), fieldOf(after, 'config')];
  const certificates = Object.entries(mspCertificates).flatMap(([list, what]) =>
    entryChanges(listOf(old, list), listOf(present, list), {
      added: (pem) => `adds ${what} ${certificateWords(pem)} to ${owner}`,
      removed: (pem) => `takes ${what} ${certificateWords(pem)} out of ${owner}`,
    }),
  );
  const revocations = entryChanges(listOf(old, 'revocation_list'), listOf(present, 'revocation_list'), {
    added: (list) => `adds a revocation list to ${owner}: ${revocationWords(list)}`,
    removed: (list) => `takes a revocation list out of ${owner}: ${revocationWords(list)}`,
  });
  return [
    ...nameChanges(owner, textOf(old, 'name'), textOf(present, 'name')),
    ...certificates,
    ...revocations,
    ...nodeOUChanges(owner, fieldOf(old, 'fabric_node_ous'), fieldOf(present, 'fabric_node_ous')),
    ...fieldChanges(rest(old), rest(present), `${owner}'s MSP:`),
  ];
}

function nameChanges(owner: string, before: string, after: string): ElementChange[] {
  const what = `changes the MSP ID of ${owner} from ${before} to ${after}`;
  return before === after ? [] : [{ kind: 'changed', what, before, after }];
}

function nodeOUChanges(owner: string, before: JsonValue = null, after: JsonValue = null): ElementChange[] {
  if (isSameJson(before, after)) {
    return [];
  }
  const [wasOn, isOn] = [textOf(before, 'enable') === 'true', textOf(after, 'enable') === 'true'];
  const how = wasOn === isOn ? 'changes' : isOn ? 'turns on' : 'turns off';
  return [{ kind: 'changed', what: `${how} the roles by organizational unit (NodeOUs) of ${owner}`, before, after }];
}

/** What no word has been said of. */
function rest(config: JsonValue | undefined): JsonValue {
  return Object.fromEntries([...membersOf(config)].filter(([name]) => !told.has(name)));
}

function certificateWords(pem: JsonValue): string {
  return describeCertificate(bytesOf(pem));
}

function revocationWords(list: JsonValue): string {
  const numbers = serialNumbers(bytesOf(list));
  if (numbers === undefined) {
    return 'it cannot be read';
  }
  if (numbers.length === 0) {
    return 'it names no certificate';
  }
  return `${numbers.length === 1 ? 'serial number' : 'serial numbers'} ${numbers.join(', ')}`;
}

function serialNumbers(list: Uint8Array): string[] | undefined {
  try {
    return revokedSerialNumbers(list);
  } catch (error) {
    if (error instanceof MspError) {
      return undefined;
    }
    throw error;
  }
}
