// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { serviceTokensSchema } from './service-token.js';

/** The file that `opssc-api new-token --tokens` writes and the API server reads. */
export const tokenFileSchema = z.strictObject({ tokens: serviceTokensSchema });
