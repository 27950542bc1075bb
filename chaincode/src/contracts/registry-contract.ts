// SPDX-License-Identifier: Apache-2.0

import type { Clock } from '../endorser-clock.js';
import {
  attestRequestSchema,
  canonicalJson,
  getChannelRequestSchema,
  listChannelsRequestSchema,
  parseArgument,
} from '../model/index.js';
import { attest } from '../transactions/attest.js';
import { getChannel } from '../transactions/get-channel.js';
import { listChannels } from '../transactions/list-channels.js';
import { Info, Transaction } from './contract-api.js';
import { OpsContext } from './ops-context.js';
import { OpsContract } from './ops-contract.js';

/** Channels and their members, as the members attest them. Each transaction: one JSON argument, JSON back. */
@Info({ title: 'registry', description: 'Channels and their members' })
export class RegistryContract extends OpsContract {
  constructor(clock?: Clock) {
    super('registry', clock);
  }

  @Transaction()
  async Attest(context: OpsContext, argument: string): Promise<string> {
    context.authorizeWrite();
    return canonicalJson(await attest(context, parseArgument(attestRequestSchema, argument)));
  }

  @Transaction(false)
  async GetChannel(context: OpsContext, argument: string): Promise<string> {
    return canonicalJson(await getChannel(context, parseArgument(getChannelRequestSchema, argument)));
  }

  @Transaction(false)
  async ListChannels(context: OpsContext, argument: string): Promise<string> {
    parseArgument(listChannelsRequestSchema, argument);
    return canonicalJson(await listChannels(context));
  }
}
