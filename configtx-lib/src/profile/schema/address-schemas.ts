// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';

/** Letters, digits, dots, hyphens and, for the names of containers, underscores; the latter three only inside. */
const hostPattern = '[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?';
const highestPort = 65_535;
const hostOnly = new RegExp(`^${hostPattern}$`);
const hostAndPort = new RegExp(`^${hostPattern}:(\\d{1,5})$`);

const portMessage = `must be a port, 1 to ${highestPort}`;

export const hostSchema = z.string().regex(hostOnly, 'must be a host name or an IPv4 address');

export const portSchema = z.int().min(1, portMessage).max(highestPort, portMessage);

/** `host:port`. */
export const addressSchema = z.string().superRefine((address, context) => {
  const port = hostAndPort.exec(address)?.[1];
  if (port === undefined || !portSchema.safeParse(Number(port)).success) {
    const reason = hostOnly.test(address) ? 'has no port' : 'is no address';
    context.addIssue({ code: 'custom', message: `'${address}' ${reason}: host:port is needed` });
  }
});

export const anchorPeersSchema = z.array(z.strictObject({ host: hostSchema, port: portSchema }));
