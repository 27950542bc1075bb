// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import {
  type ChannelOperation,
  type ChannelProfile,
  parseChannelProfile,
  parseOperations,
  readOperations,
} from '@opssc/configtx';
import { parse as parseYaml } from 'yaml';
import { ApiProblem } from '../problem/api-problem.js';
import { profileProblem } from '../problem/profile-problem.js';

/**
 * The operations that a profile stands for, in the one form that the ledger holds.
 *
 * @param place path of the profile in the body, for problems
 * @throws ApiProblem `INVALID_PROFILE` with the path of what is wrong
 */
export function readChanges(profile: string | readonly unknown[], place: string): readonly ChannelOperation[] {
  try {
    return typeof profile === 'string' ? readOperations(profile) : parseOperations(profile);
  } catch (error) {
    throw profileProblem(error, place);
  }
}

export interface ReadChannelProfileOptions {
  readonly channelID: string;
  readonly profile: string | Readonly<Record<string, unknown>>;
  readonly place: string;
  /** The ops-channel's configuration: v0.4's profiles have no more than names, and take the rest from there. */
  readonly opsConfig: () => Promise<common.Config>;
}

/**
 * The profile of a channel to be created, in the one form that the ledger holds. It need not repeat the channel's name.
 *
 * @throws ApiProblem `INVALID_PROFILE` with the path of what is wrong
 */
export async function readChannelProfile(options: ReadChannelProfileOptions): Promise<ChannelProfile> {
  const { channelID, profile, place, opsConfig } = options;
  const data = typeof profile === 'string' ? fromText(profile, place) : profile;
  const config = isV04(data) ? await opsConfig() : undefined;
  let parsed: ChannelProfile;
  try {
    parsed =
      config === undefined
        ? parseChannelProfile(isObject(data) && !('channelID' in data) ? { channelID, ...data } : data)
        : parseChannelProfile(data, { base: { channelID, config } });
  } catch (error) {
    throw profileProblem(error, place);
  }
  if (parsed.channelID !== channelID) {
    throw invalid(`${place}.channelID`, `must be ${channelID}, as in the proposal`);
  }
  return parsed;
}

function fromText(text: string, place: string): unknown {
  try {
    return parseYaml(text, { maxAliasCount: 0 });
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw invalid(place, `is neither YAML nor JSON: ${reason ?? ''}`);
  }
}

function invalid(field: string, message: string): ApiProblem {
  return new ApiProblem({ code: 'INVALID_PROFILE', detail: `${field}: ${message}`, fields: [{ field, message }] });
}

/** The sections of v0.4's create-channel profile begin with capital letters. */
function isV04(data: unknown): boolean {
  return isObject(data) && ('Application' in data || 'Consortium' in data);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
