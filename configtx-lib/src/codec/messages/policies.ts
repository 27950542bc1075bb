// SPDX-License-Identifier: Apache-2.0

import { field } from '../field.js';
import type { MessageType } from '../message-type.js';
import { message } from '../message.js';
import { mspPrincipal } from './principals.js';

export const nOutOf = message('common.SignaturePolicy.NOutOf', {
  n: field.int32(1),
  rules: field.list(field.message(2, () => signaturePolicy)),
});

export const signaturePolicy: MessageType = message('common.SignaturePolicy', {
  signed_by: field.oneof('Type', field.int32(1)),
  n_out_of: field.oneof(
    'Type',
    field.message(2, () => nOutOf),
  ),
});

export const signaturePolicyEnvelope = message('common.SignaturePolicyEnvelope', {
  version: field.int32(1),
  rule: field.message(2, () => signaturePolicy),
  identities: field.list(field.message(3, () => mspPrincipal)),
});

export const implicitMetaPolicy = message('common.ImplicitMetaPolicy', {
  sub_policy: field.string(1),
  rule: field.enumeration(2, { ANY: 0, ALL: 1, MAJORITY: 2 }),
});

/** By common.Policy.PolicyType; 2, for MSP, has never been used. */
const policyTypes: Readonly<Record<number, MessageType>> = { 1: signaturePolicyEnvelope, 3: implicitMetaPolicy };

export const policy = message('common.Policy', {
  type: field.int32(1),
  value: field.opaque(2, (message) => policyTypes[message.number('type')]),
});
