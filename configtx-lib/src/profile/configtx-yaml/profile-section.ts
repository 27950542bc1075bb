// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { anyCaseObject } from './any-case-object.js';
import { capabilitiesSection } from './capabilities-section.js';
import { organizationsSection } from './organization-section.js';
import { ordererSection } from './orderer-section.js';
import { policiesSection } from './policies-section.js';

const applicationSection = anyCaseObject({
  Organizations: organizationsSection,
  Policies: policiesSection.exactOptional(),
  ACLs: z.record(z.string(), z.string()).exactOptional(),
  Capabilities: capabilitiesSection,
});

/** One of the profiles of configtx.yaml. */
export const profileSection = anyCaseObject({
  Consortium: z.string().exactOptional(),
  Consortiums: z.undefined({ error: 'Fabric has no system channel any more' }).optional(),
  Application: applicationSection,
  Orderer: ordererSection,
  Policies: policiesSection.exactOptional(),
  Capabilities: capabilitiesSection,
});

export type ApplicationSection = z.infer<typeof applicationSection>;
