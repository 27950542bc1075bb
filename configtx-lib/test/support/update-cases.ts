// SPDX-License-Identifier: Apache-2.0

import {
  applicationMspIDs,
  firstConfig,
  newTestConsortium,
  ordererMspIDs,
  organizationOf,
  type TestConsortium,
  testProfile,
  testSigner,
} from './test-channel.js';
import { edited, newUpdateCase, type UpdateCase } from './update-case.js';
import { signatureCases } from './update-cases/signature-cases.js';
import { versionCases } from './update-cases/version-cases.js';
import { contentCases } from './update-cases/content-cases.js';
import { organizationCases } from './update-cases/organization-cases.js';
import { ordererCases } from './update-cases/orderer-cases.js';
import { raftCases } from './update-cases/raft-cases.js';
import { migrationCases } from './update-cases/migration-cases.js';
import { bftCases } from './update-cases/bft-cases.js';
import { senderCases } from './update-cases/sender-cases.js';
import { biggerBatch, type Special, type Specials } from './update-cases/special.js';

const everybody = [...applicationMspIDs, ...ordererMspIDs];

/** Updates of all kinds, by what is special about them; the keys in them are new in every run. */
export async function updateCases(): Promise<Readonly<Record<string, UpdateCase>>> {
  const consortium = await newTestConsortium();
  const specials: Specials = {
    ...signatureCases(),
    ...versionCases(),
    ...contentCases(consortium),
    ...(await organizationCases(consortium)),
    ...ordererCases(),
    ...(await raftCases(consortium)),
    ...migrationCases(consortium),
    ...bftCases(consortium),
    ...(await senderCases(consortium)),
  };
  const cases = await Promise.all(
    Object.entries(specials).map(async ([name, special]) => [name, await caseOf(consortium, special)] as const),
  );
  return Object.fromEntries(cases);
}

function caseOf(consortium: TestConsortium, special: Special): Promise<UpdateCase> {
  const { type = 'etcdraft', from, ...rest } = special;
  const profile = testProfile(consortium, type);
  const first = firstConfig(profile);
  const org1 = organizationOf(consortium, 'Org1MSP');
  return newUpdateCase({
    consortium,
    channelID: profile.channelID,
    current: from ? edited(first, from) : first,
    edit: biggerBatch,
    signers: everybody,
    sender: testSigner('Org1MSP', org1.client),
    ...rest,
  });
}
