// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { opsSectionSchema } from './ops-section-schema.js';
import { organizationSectionSchema } from './organization-section-schema.js';

/**
 * The sections of an organization's file that its agent and its API server share. Each extends it by its own:
 * `organizationConfigSchema.extend({ agent: … })`. Unknown keys are refused.
 */
export const organizationConfigSchema = z.strictObject({
  organization: organizationSectionSchema,
  ops: opsSectionSchema,
});

export type OrganizationConfig = z.infer<typeof organizationConfigSchema>;
