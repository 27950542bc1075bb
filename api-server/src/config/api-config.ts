// SPDX-License-Identifier: Apache-2.0

import { loadConfig, organizationConfigSchema } from '@opssc/fabric-admin';
import { z } from 'zod';
import { apiSectionSchema } from './api-section-schema.js';

/** One organization's file: the shared sections, this server's, and the agent's, which is not this server's business. */
export const apiConfigSchema = organizationConfigSchema.extend({
  agent: z.record(z.string(), z.unknown()).optional(),
  api: apiSectionSchema,
});

export type ApiConfig = Readonly<z.output<typeof apiConfigSchema>>;

/**
 * Reads and checks an organization's configuration file. Relative paths are taken from its folder.
 *
 * @throws ConfigError that lists everything that is wrong in it.
 */
export function loadApiConfig(file: string): Promise<ApiConfig> {
  return loadConfig(file, apiConfigSchema);
}
