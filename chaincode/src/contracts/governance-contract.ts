// SPDX-License-Identifier: Apache-2.0

import type { Clock } from '../endorser-clock.js';
import { ledgerKeys } from '../ledger/ledger-key.js';
import {
  agentStopRequestSchema,
  canonicalJson,
  getRequestSchema,
  noArgumentSchema,
  parseArgument,
} from '../model/index.js';
import { enact } from '../transactions/enact.js';
import { getConstitution } from '../transactions/get-constitution.js';
import { listHalts } from '../transactions/list-halts.js';
import { setAgent } from '../transactions/set-agent.js';
import { Info, Transaction } from './contract-api.js';
import { OpsContext } from './ops-context.js';
import { OpsContract } from './ops-contract.js';

/** The constitution, what is halted, and which agents are stopped. Each transaction: one JSON argument, JSON back. */
@Info({ title: 'governance', description: 'The constitution and emergencies' })
export class GovernanceContract extends OpsContract {
  constructor(clock?: Clock) {
    super('governance', clock);
  }

  @Transaction()
  async Enact(context: OpsContext, argument: string): Promise<string> {
    context.authorizeWrite();
    return canonicalJson(await enact(context, parseArgument(getRequestSchema, argument)));
  }

  @Transaction()
  async SetAgent(context: OpsContext, argument: string): Promise<string> {
    context.authorizeWrite();
    return canonicalJson(await setAgent(context, parseArgument(agentStopRequestSchema, argument)));
  }

  @Transaction(false)
  async GetConstitution(context: OpsContext, argument: string): Promise<string> {
    parseArgument(noArgumentSchema, argument);
    return canonicalJson(await getConstitution(context));
  }

  @Transaction(false)
  async ListHalts(context: OpsContext, argument: string): Promise<string> {
    parseArgument(noArgumentSchema, argument);
    return canonicalJson(await listHalts(context));
  }

  @Transaction(false)
  async ListAgents(context: OpsContext, argument: string): Promise<string> {
    parseArgument(noArgumentSchema, argument);
    return canonicalJson(await context.ledger.range(ledgerKeys.allStopped()));
  }
}
