// SPDX-License-Identifier: Apache-2.0

/** Where the routes are. */
export const API_BASE = '/api/v1';
