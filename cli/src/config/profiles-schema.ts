// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';

/** `http:` or `https:`, without path, user or query: these are no part of where a server is. */
export const serverUrlSchema = z
  .url({ protocol: /^https?$/, message: 'must be a URL such as https://opssc.org1.example.com' })
  .refine((text) => URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, ''), {
    message: 'must have nothing after the host and port',
  });

/** One organization's API server, and how to come in. Files are given by absolute paths. */
export const profileSchema = z.strictObject({
  url: serverUrlSchema,
  token: z.string().min(1).exactOptional(),
  caFile: z.string().min(1).exactOptional(),
  certFile: z.string().min(1).exactOptional(),
  keyFile: z.string().min(1).exactOptional(),
});

export type Profile = z.output<typeof profileSchema>;

export const profileNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/, 'must be 1 to 64 letters, digits, ., _, @ and -');

/** The contents of `config.yaml`. */
export const profilesSchema = z.strictObject({
  current: profileNameSchema.exactOptional(),
  profiles: z.record(profileNameSchema, profileSchema).default({}),
});

export type Profiles = z.output<typeof profilesSchema>;
