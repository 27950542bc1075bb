// SPDX-License-Identifier: Apache-2.0

import type { ResourcesClient } from '@opssc/chaincode/model';
import type { Caller } from '../auth/caller.js';
import { withMembers } from './with-members.js';
import { type OnSubmitted, toldOf } from './told-of.js';

export interface ResourcesOfCallerOptions {
  readonly resources: ResourcesClient;
  readonly caller: Pick<Caller, 'subject'>;
  readonly onSubmitted: OnSubmitted;
}

/** The resources as one caller may change them: whatever is written, of whichever route, has the caller's subject. */
export function resourcesOfCaller({ resources, caller, onSubmitted }: ResourcesOfCallerOptions): ResourcesClient {
  const { subject } = caller;
  const told = toldOf(onSubmitted);
  return withMembers(resources, {
    create: (request) => told(resources.create({ ...request, subject })),
    update: (request) => told(resources.update({ ...request, subject })),
    close: (request) => told(resources.close({ ...request, subject })),
    changeMembership: (request) => told(resources.changeMembership({ ...request, subject })),
    voteOnMembership: (request) => told(resources.voteOnMembership({ ...request, subject })),
    observeNode: (request) => told(resources.observeNode({ ...request, subject })),
    applyLimits: (request) => told(resources.applyLimits({ ...request, subject })),
  });
}
