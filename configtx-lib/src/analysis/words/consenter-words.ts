// SPDX-License-Identifier: Apache-2.0

import type { JsonValue } from '../../codec/json-value.js';
import { describeCertificate } from '../certificate-words.js';
import { bytesOf, fieldOf, isSameJson, textOf } from '../json-fields.js';
import type { EntryWords } from './entry-changes.js';

const certificateNames = {
  identity: 'identity',
  client_tls_cert: 'client TLS certificate',
  server_tls_cert: 'server TLS certificate',
} as const;

type CertificateName = keyof typeof certificateNames;

/** Raft tells its consenters by where they are. */
export const raftConsenterWords: EntryWords = {
  keyOf: placeOf,
  added: (consenter) => `adds consenter ${placeOf(consenter)} (${certificatesOf(consenter)})`,
  removed: (consenter) => `removes consenter ${placeOf(consenter)}`,
  changed: changedConsenter,
};

/** BFT tells them by number. */
export const bftConsenterWords: EntryWords = {
  keyOf: (consenter) => textOf(consenter, 'id'),
  added: (consenter) => `adds consenter ${bftName(consenter)} (${certificatesOf(consenter)})`,
  removed: (consenter) => `removes consenter ${bftName(consenter)}`,
  changed: changedConsenter,
};

function placeOf(consenter: JsonValue): string {
  return `${textOf(consenter, 'host')}:${textOf(consenter, 'port')}`;
}

function bftName(consenter: JsonValue): string {
  return `${textOf(consenter, 'id')}, ${placeOf(consenter)} of ${textOf(consenter, 'msp_id')}`;
}

function certificatesOf(consenter: JsonValue): string {
  const client = textOf(consenter, 'client_tls_cert');
  const isShared = client === textOf(consenter, 'server_tls_cert');
  const identity = textOf(consenter, 'identity') === '' ? [] : [`identity ${certificateOf(consenter, 'identity')}`];
  const tls = isShared
    ? [`TLS certificate ${certificateOf(consenter, 'server_tls_cert')}`]
    : (['client_tls_cert', 'server_tls_cert'] as const).map(
        (name) => `${certificateNames[name]} ${certificateOf(consenter, name)}`,
      );
  return [...identity, ...tls].join('; ');
}

function changedConsenter(before: JsonValue, after: JsonValue): string {
  const name = textOf(after, 'id') === '' ? placeOf(after) : `${textOf(after, 'id')}, ${placeOf(after)}`;
  const certificates = (['identity', 'client_tls_cert', 'server_tls_cert'] as const)
    .filter((field) => !isSameJson(fieldOf(before, field), fieldOf(after, field)))
    .map((field) => `${certificateNames[field]}: ${certificateOf(before, field)} → ${certificateOf(after, field)}`);
  const place = placeOf(before) === placeOf(after) ? [] : [`moves from ${placeOf(before)}`];
  const [oldMsp, newMsp] = [textOf(before, 'msp_id'), textOf(after, 'msp_id')];
  const organization = oldMsp === newMsp ? [] : [`goes from ${oldMsp} to ${newMsp}`];
  return `changes consenter ${name} (${[...place, ...organization, ...certificates].join('; ')})`;
}

function certificateOf(consenter: JsonValue, name: CertificateName): string {
  return describeCertificate(bytesOf(consenter, name));
}
