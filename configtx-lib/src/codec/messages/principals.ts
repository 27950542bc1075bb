// SPDX-License-Identifier: Apache-2.0

import { field } from '../field.js';
import type { MessageType } from '../message-type.js';
import { message } from '../message.js';
import { serializedIdentity } from './identities.js';

export const mspRole = message('common.MSPRole', {
  msp_identifier: field.string(1),
  role: field.enumeration(2, { MEMBER: 0, ADMIN: 1, CLIENT: 2, PEER: 3, ORDERER: 4 }),
});

export const organizationUnit = message('common.OrganizationUnit', {
  msp_identifier: field.string(1),
  organizational_unit_identifier: field.string(2),
  certifiers_identifier: field.bytes(3),
});

/** By classification. Fabric's JSON has no form for the other two. */
const principalTypes: Readonly<Record<number, MessageType>> = {
  0: mspRole,
  1: organizationUnit,
  2: serializedIdentity,
};

export const mspPrincipal = message('common.MSPPrincipal', {
  principal_classification: field.enumeration(1, {
    ROLE: 0,
    ORGANIZATION_UNIT: 1,
    IDENTITY: 2,
    ANONYMITY: 3,
    COMBINED: 4,
  }),
  principal: field.opaque(2, (principal) => principalTypes[principal.number('principal_classification')]),
});
