// SPDX-License-Identifier: Apache-2.0

import 'reflect-metadata'; // Keeps the parameter types that TypeScript emits for the decorators.
import contractApi from 'fabric-contract-api';

/** The decorators; the package is CommonJS and Node cannot see these two as named exports. */
export const { Info, Transaction } = contractApi;
