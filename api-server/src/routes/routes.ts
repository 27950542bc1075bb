// SPDX-License-Identifier: Apache-2.0

import { auditRoutes } from './audit-routes.js';
import { chaincodeProposalRoutes } from './chaincode-proposal-routes.js';
import { chaincodeRoutes } from './chaincode-routes.js';
import { channelProposalRoutes } from './channel-proposal-routes.js';
import { channelRoutes } from './channel-routes.js';
import { documentationRoutes } from './documentation-routes.js';
import { eventRoutes } from './event-routes.js';
import { organizationRoutes } from './organization-routes.js';
import type { Route } from './route.js';
import { serverRoutes } from './server-routes.js';
import { stateProposalRoutes } from './state-proposal-routes.js';

/** Every route of the API. */
export const routes: readonly Route[] = [
  ...chaincodeProposalRoutes,
  ...chaincodeRoutes,
  ...channelRoutes,
  ...channelProposalRoutes,
  ...stateProposalRoutes,
  ...eventRoutes,
  ...organizationRoutes,
  ...auditRoutes,
  ...serverRoutes,
  ...documentationRoutes,
];
