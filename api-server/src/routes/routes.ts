// SPDX-License-Identifier: Apache-2.0

import { agentRoutes } from './agent-routes.js';
import { auditRoutes } from './audit-routes.js';
import { chaincodeProposalRoutes } from './chaincode-proposal-routes.js';
import { chaincodeRoutes } from './chaincode-routes.js';
import { channelProposalRoutes } from './channel-proposal-routes.js';
import { channelRoutes } from './channel-routes.js';
import { documentationRoutes } from './documentation-routes.js';
import { emergencyRoutes } from './emergency-routes.js';
import { eventRoutes } from './event-routes.js';
import { governanceProposalRoutes } from './governance-proposal-routes.js';
import { governanceRoutes } from './governance-routes.js';
import { loginRoutes } from './login-routes.js';
import { organizationRoutes } from './organization-routes.js';
import { consortiumRoutes } from './resources/consortium-routes.js';
import { credentialRoutes } from './resources/credential-routes.js';
import { environmentRoutes } from './resources/environment-routes.js';
import { limitsRoutes } from './resources/limits-routes.js';
import { membershipRoutes } from './resources/membership-routes.js';
import { nodeRoutes } from './resources/node-routes.js';
import { organizationResourceRoutes } from './resources/organization-resource-routes.js';
import type { Route } from './route.js';
import { serverRoutes } from './server-routes.js';
import { stateProposalRoutes } from './state-proposal-routes.js';
import { transactionRoutes } from './transaction-routes.js';

/** Every route of the API. */
export const routes: readonly Route[] = [
  ...chaincodeProposalRoutes,
  ...chaincodeRoutes,
  ...channelRoutes,
  ...channelProposalRoutes,
  ...stateProposalRoutes,
  ...governanceProposalRoutes,
  ...governanceRoutes,
  ...emergencyRoutes,
  ...agentRoutes,
  ...organizationResourceRoutes,
  ...consortiumRoutes,
  ...membershipRoutes,
  ...environmentRoutes,
  ...nodeRoutes,
  ...credentialRoutes,
  ...limitsRoutes,
  ...transactionRoutes,
  ...eventRoutes,
  ...organizationRoutes,
  ...loginRoutes,
  ...auditRoutes,
  ...serverRoutes,
  ...documentationRoutes,
];
