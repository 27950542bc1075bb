// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { certificateFromPem } from '../msp/certificate.js';
import { type RevocationList, revocationList } from '../msp/revocation-list.js';
import { revocationListsSchema } from '../profile/schema/msp-schemas.js';
import { mspIDSchema } from '../profile/schema/name-schema.js';
import type { RevokeCertificates } from './channel-operation.js';
import { editMsp, readMsp, requireValidMsp } from './edit-msp.js';
import type { OperationDefinition } from './operation-definition.js';
import { OperationProblem } from './operation-problem.js';

const schema: z.ZodType<RevokeCertificates> = z.strictObject({
  operation: z.literal('revoke-certificates'),
  mspID: mspIDSchema,
  revocationList: revocationListsSchema.min(1, 'must have a revocation list'),
});

/** Adds revocation lists to an MSP. */
export const revokeCertificates: OperationDefinition<RevokeCertificates> = {
  schema,
  subjects: ({ mspID }) => [`revocations of ${mspID}`],
  validate: (operation, draft) => {
    const { mspID } = operation;
    const config = readMsp(draft, mspID);
    // Fabric looks a list's CA up among all that the MSP has, those for TLS as well.
    const authorities = [
      ...config.getRootCertsList_asU8(),
      ...config.getIntermediateCertsList_asU8(),
      ...config.getTlsRootCertsList_asU8(),
      ...config.getTlsIntermediateCertsList_asU8(),
    ].map(certificateFromPem);
    operation.revocationList.forEach((pem, index) => {
      const list = revocationList(Buffer.from(pem));
      if (!authorities.some((authority) => list.isOf(authority))) {
        throw new OperationProblem(['revocationList', index], `not signed by a CA of ${mspID}`);
      }
    });
  },
  apply: (operation, draft) => {
    editMsp(draft, operation.mspID, (config) => {
      const added: readonly Uint8Array[] = operation.revocationList.map((pem) => Buffer.from(pem));
      config.setRevocationListList(added.reduce(withList, config.getRevocationListList_asU8()));
    });
  },
  validateResult: ({ mspID }, draft) => {
    requireValidMsp(draft, mspID, ['revocationList']);
  },
};

/** Without the lists that the added one makes needless, or as it was if one that is there says as much. */
function withList(existing: Uint8Array[], added: Uint8Array): Uint8Array[] {
  const list = revocationList(added);
  if (existing.some((bytes) => covers(revocationList(bytes), list))) {
    return existing;
  }
  return [...existing.filter((bytes) => !covers(list, revocationList(bytes))), added];
}

/** Whether one names every certificate that the other names, of the same CA. */
function covers(list: RevocationList, other: RevocationList): boolean {
  return (
    list.authority !== undefined &&
    list.authority === other.authority &&
    [...other.serialNumbers].every((serialNumber) => list.serialNumbers.has(serialNumber))
  );
}
