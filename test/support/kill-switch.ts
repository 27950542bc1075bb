// SPDX-License-Identifier: Apache-2.0

import type { ConsortiumOrganization } from '@opssc/scripts/consortium/consortium-organization';
import { waitFor } from '@opssc/scripts/consortium/wait-for';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { World } from './world.js';

const KILLED_AGENT = fileURLToPath(new URL('killed-agent.js', import.meta.url));

/** Kills agents of a world after a side effect of their own, and brings them back; the others run on. */
export class KillSwitch {
  readonly #organizations: readonly ConsortiumOrganization[];
  readonly #orderFile: string;

  private constructor(organizations: readonly ConsortiumOrganization[], orderFile: string) {
    this.#organizations = organizations;
    this.#orderFile = orderFile;
  }

  /** Starts the agents of these organizations (all if absent) anew, so that they can be killed. */
  static async install(world: World, organizations = world.consortium.organizations): Promise<KillSwitch> {
    const killSwitch = new KillSwitch(organizations, join(world.consortium.network.dir, 'kill-order'));
    await killSwitch.#order('');
    await Promise.all(
      organizations.map(async (organization) => {
        await organization.agent?.stop();
        await killSwitch.#start(organization);
      }),
    );
    return killSwitch;
  }

  /** From now on each agent dies right after such an effect: `approve:2` after its second approval. */
  arm(effect: string): Promise<void> {
    return this.#order(effect);
  }

  /** Resolves with the organizations whose agents are dead, at least one. */
  async killed(effect: string): Promise<readonly ConsortiumOrganization[]> {
    return waitFor(
      () => {
        const dead = this.#organizations.filter(({ agent }) => agent?.running === false);
        return Promise.resolve(dead.length > 0 && dead);
      },
      { what: `an agent is killed after ${effect}` },
    );
  }

  /** Lets all agents live, and starts those that are dead. */
  async revive(): Promise<void> {
    await this.#order('');
    await Promise.all(
      this.#organizations.map(async (organization) => {
        // A process that was killed a moment ago may not be known to be dead yet.
        const lives = await fetch(`${organization.agentUrl}/healthz`).then(
          () => true,
          () => false,
        );
        if (!lives) {
          await organization.agent?.kill();
          await this.#start(organization);
        }
      }),
    );
  }

  async #start(organization: ConsortiumOrganization): Promise<void> {
    await organization.startAgent({ main: KILLED_AGENT, environment: { KILL_ORDER: this.#orderFile } });
    await waitFor(async () => (await fetch(`${organization.agentUrl}/healthz`)).ok, {
      what: `the agent of ${organization.name} answers`,
    });
  }

  #order(effect: string): Promise<void> {
    return writeFile(this.#orderFile, effect);
  }
}
