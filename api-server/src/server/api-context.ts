// SPDX-License-Identifier: Apache-2.0

import type { ApplicationAuthenticator } from '../applications/application-authenticator.js';
import type { TransactionBudget } from '../applications/transaction-budget.js';
import type { AuditLog } from '../audit/audit-log.js';
import type { OidcIssuer } from '../auth/oidc/oidc-issuer-schema.js';
import type { SeenProposals } from '../decisions/seen-proposals.js';
import type { EventHub } from '../events/event-hub.js';
import type { OrganizationFabric } from '../fabric/organization-fabric.js';
import type { ApiMetrics } from './api-metrics.js';
import type { Documentation } from '../openapi/documentation.js';
import type { Patience } from './patience.js';
import type { Readiness } from './readiness.js';
import type { StreamSlots } from './stream-slots.js';

/** What routes work with. */
export interface ApiContext {
  readonly organization: { readonly name: string; readonly mspID: string };
  readonly opsChannel: string;
  /** Of this package. */
  readonly version: string;
  readonly fabric: OrganizationFabric;
  readonly seen: SeenProposals;
  readonly events: Pick<EventHub, 'follow'>;
  readonly streams: StreamSlots;
  readonly readiness: Readiness;
  readonly metrics: ApiMetrics;
  readonly patience: Patience;
  /** The clock: certificates are looked at as of now. */
  readonly now: () => Date;
  readonly documentation: Documentation;
  /** Identity providers that the organization trusts. */
  readonly issuers: readonly OidcIssuer[];
  readonly applications: Pick<ApplicationAuthenticator, 'authenticate'>;
  readonly transactionBudget: Pick<TransactionBudget, 'take'>;
  /** Undefined where the configuration has none. */
  readonly auditLog: AuditLog | undefined;
}
