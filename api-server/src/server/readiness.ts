// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { EventHub } from '../events/event-hub.js';
import type { OrganizationFabric } from '../fabric/organization-fabric.js';

const checkSchema = z.strictObject({
  name: z.string(),
  ok: z.boolean(),
  problem: z.string().exactOptional().meta({ description: 'Why not, on one line.' }),
});

/** Whether requests can be served now, and what is out of reach. */
export const readinessSchema = z.strictObject({
  ready: z.boolean(),
  checked: z.string().meta({ description: 'ISO 8601, UTC: when this was looked at.' }),
  opssc: checkSchema.meta({ description: 'The contracts on the ops-channel, through any of the peers.' }),
  events: checkSchema.meta({ description: 'The stream of their events.' }),
  peers: z.array(checkSchema),
});

export type ReadinessReport = z.output<typeof readinessSchema>;
type Check = z.output<typeof checkSchema>;

/** Looks when asked, at most once a second: probes come without a token. */
export type Readiness = () => Promise<ReadinessReport>;

export interface ReadinessOptions {
  readonly fabric: Pick<OrganizationFabric, 'ops' | 'peers'>;
  readonly events: Pick<EventHub, 'failure'>;
  readonly opsChannel: string;
}

const KEEP_MS = 1_000;

/** Ready means: the contracts answer through at least one peer. A peer that is down is shown, and no reason to turn away. */
export function newReadiness({ fabric, events, opsChannel }: ReadinessOptions): Readiness {
  let report: Promise<ReadinessReport> | undefined;
  let freshUntil = 0;
  const look = async (): Promise<ReadinessReport> => {
    const [opssc, peers] = await Promise.all([
      check('opssc', () => fabric.ops.listChannels()),
      Promise.all(fabric.peers.map((peer) => check(peer.name, () => peer.getChainInfo(opsChannel)))),
    ]);
    const { failure } = events;
    const stream: Check = {
      name: 'events',
      ok: failure === undefined,
      ...(failure !== undefined && { problem: failure }),
    };
    return { ready: opssc.ok, checked: new Date().toISOString(), opssc, events: stream, peers };
  };
  return () => {
    if (report === undefined || performance.now() >= freshUntil) {
      report = look();
      // Until it is there, everyone who asks waits for the same look.
      freshUntil = Infinity;
      void report.then(() => {
        freshUntil = performance.now() + KEEP_MS;
      });
    }
    return report;
  };
}

async function check(name: string, look: () => Promise<unknown>): Promise<Check> {
  try {
    await look();
    return { name, ok: true };
  } catch (error) {
    return { name, ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}
