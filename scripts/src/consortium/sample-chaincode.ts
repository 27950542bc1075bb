// SPDX-License-Identifier: Apache-2.0

import { sourceDigest } from '@opssc/fabric-admin';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '../repository-root.js';
import type { AllowedChaincode } from './organization-config.js';

/** One version of the sample chaincode as an organization would receive it: a folder, its digest, how to run it. */
export interface SampleRelease {
  readonly version: string;
  /** `sha256:HEX` of the folder. */
  readonly digest: string;
  readonly allowed: AllowedChaincode;
}

export interface SampleReleaseOptions {
  readonly name: string;
  readonly version: string;
  /** Below the repository, so that its imports are found. */
  readonly dir: string;
  /** A compiled chaincode of the repository; default `samples/asset-transfer`. */
  readonly source?: string;
}

/** Lays out a compiled chaincode as a release of its own; the version is part of its source. */
export async function newSampleRelease(options: SampleReleaseOptions): Promise<SampleRelease> {
  const { name, version, dir, source = 'samples/asset-transfer' } = options;
  const sample = join(repositoryRoot, source);
  const directory = join(dir, `${name}-${version}`);
  await mkdir(directory, { recursive: true });
  await cp(join(sample, 'dist/src'), join(directory, 'dist'), { recursive: true });
  const manifest = JSON.parse(await readFile(join(sample, 'package.json'), 'utf8')) as Record<string, unknown>;
  await writeFile(join(directory, 'package.json'), `${JSON.stringify({ ...manifest, version }, undefined, 2)}\n`);
  const digest = await sourceDigest(directory);
  return {
    version,
    digest,
    allowed: { name, runtime: 'process', digest, directory, command: ['node', 'dist/main.js'] },
  };
}
