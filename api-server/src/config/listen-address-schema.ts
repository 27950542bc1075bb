// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';

/** `host:port`, with an IPv6 address in brackets; port 0 takes a free one. */
export const listenAddressSchema = z
  .string()
  .regex(/^(\[[0-9a-fA-F:]+\]|[^\s:]+):\d{1,5}$/, 'must be host:port')
  .transform((text) => {
    const colon = text.lastIndexOf(':');
    return { host: text.slice(0, colon).replace(/^\[(.*)\]$/, '$1'), port: Number(text.slice(colon + 1)) };
  })
  .refine(({ port }) => port <= 65_535, 'has a port above 65535');

export type ListenAddress = z.output<typeof listenAddressSchema>;
