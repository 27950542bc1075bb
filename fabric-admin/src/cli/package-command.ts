// SPDX-License-Identifier: Apache-2.0

import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type CcaasConnection, packageCcaas } from '../packaging/package-ccaas.js';
import { sourceDigest } from '../packaging/source-digest.js';

const usage = `usage: opssc-package digest FOLDER
       opssc-package ccaas --label LABEL --connection FILE [--out FILE]

digest  prints the digest of a chaincode's folder, as a proposal has it and agents check it
ccaas   prints the package ID of a chaincode service, and writes the package with --out`;

/** With the defaults that the contracts put into a proposal: the package ID depends on them. */
const connectionSchema = z.strictObject({
  address: z.string().min(1),
  dial_timeout: z.string().min(1).default('10s'),
  tls_required: z.boolean().default(false),
  client_auth_required: z.boolean().exactOptional(),
  root_cert: z.string().exactOptional(),
  client_key: z.string().exactOptional(),
  client_cert: z.string().exactOptional(),
}) satisfies z.ZodType<CcaasConnection>;

/**
 * The `opssc-package` command: what a CI job computes of a chaincode without any network.
 *
 * @param args without the name of the program
 * @returns what to print
 * @throws Error for a wrong command line, a file that cannot be read, a connection or a label that is not valid
 */
export async function packageCommand(args: readonly string[]): Promise<string> {
  const [verb, ...rest] = args;
  switch (verb) {
    case 'digest':
      return digest(rest);
    case 'ccaas':
      return ccaas(rest);
    case '--help':
    case '-h':
      return usage;
    default:
      throw new Error(usage);
  }
}

async function digest(args: readonly string[]): Promise<string> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
  const [folder, more] = positionals;
  if (folder === undefined || more !== undefined) {
    throw new Error(usage);
  }
  return sourceDigest(folder);
}

async function ccaas(args: readonly string[]): Promise<string> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...args], options: { label: text, connection: text, out: text } });
  const { label, connection, out } = values;
  if (label === undefined || connection === undefined) {
    throw new Error(usage);
  }
  const { bytes, packageID } = await packageCcaas({ label, connection: await readConnection(connection) });
  if (out !== undefined) {
    await writeFile(out, bytes);
  }
  return packageID;
}

async function readConnection(file: string): Promise<CcaasConnection> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const parsed = connectionSchema.safeParse(value);
  if (!parsed.success) {
    throw new Error(`${file}: ${z.prettifyError(parsed.error).replaceAll(/\s*\n\s*/g, ' ')}`, { cause: parsed.error });
  }
  return parsed.data;
}
