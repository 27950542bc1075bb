// SPDX-License-Identifier: Apache-2.0

import { newSigningIdentity, type SigningIdentity } from '../../src/index.js';
import { newTestCa, type Pem, type TestCa } from './certificates.js';

/** An organization with one admin and one TLS certificate for all of its nodes. */
export interface TestOrganization {
  readonly mspID: string;
  readonly ca: TestCa;
  readonly identity: SigningIdentity;
  readonly tls: Pem;
}

export async function newTestOrganization(mspID = 'Org1MSP'): Promise<TestOrganization> {
  const ca = await newTestCa(`ca.${mspID}`);
  const admin = await ca.issue('admin');
  return { mspID, ca, identity: newSigningIdentity({ mspID, ...admin }), tls: await ca.issue('localhost') };
}
