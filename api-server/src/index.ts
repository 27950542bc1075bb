// SPDX-License-Identifier: Apache-2.0

export { newToken, type NewToken } from './auth/tokens/new-token.js';
export { type ApiConfig, apiConfigSchema, loadApiConfig } from './config/api-config.js';
export { type ApiSection, apiSectionSchema } from './config/api-section-schema.js';
export { type ProblemCode, problemCodes } from './problem/problem-codes.js';
export { type ApiServer, type ApiServerOptions, type ApiTiming, newApiServer } from './server/new-api-server.js';
