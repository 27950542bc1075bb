// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { Conditions } from '../../src/health/conditions.js';
import { HealthServer } from '../../src/health/health-server.js';
import { Metrics } from '../../src/health/metrics.js';
import { recordingLogger } from '../support/recording-logger.js';

describe('HealthServer', () => {
  let server: HealthServer;
  let url: string;
  let conditions: Conditions;
  let metrics: Metrics;
  let lines: readonly Record<string, unknown>[];

  beforeEach(async () => {
    const recording = recordingLogger();
    lines = recording.lines;
    conditions = new Conditions({ logger: recording.logger, now: () => 0 });
    metrics = new Metrics({ now: () => 0 });
    server = new HealthServer({ host: '127.0.0.1', port: 0, conditions, metrics });
    url = await server.start();
  });

  afterEach(async () => {
    await server.stop();
  });

  it('answers /healthz as long as the process lives', async () => {
    conditions.fail('redis', 'ECONNREFUSED');
    expect((await fetch(`${url}/healthz`)).status).to.equal(200);
  });

  it('answers /readyz with what is missing, and why', async () => {
    conditions.expect('peer0');
    conditions.fail('redis', 'ECONNREFUSED');
    conditions.ok('ops-events');
    const response = await fetch(`${url}/readyz`);
    expect(response.status).to.equal(503);
    const since = '1970-01-01T00:00:00.000Z';
    expect(await response.json()).to.deep.equal({
      ready: false,
      conditions: [
        { name: 'peer0', ready: false, reason: 'not seen yet', since },
        { name: 'redis', ready: false, reason: 'ECONNREFUSED', since },
        { name: 'ops-events', ready: true, since },
      ],
    });
    conditions.ok('peer0');
    conditions.ok('redis');
    expect((await fetch(`${url}/readyz`)).status).to.equal(200);
  });

  it('says a change once, however often it is seen', () => {
    conditions.expect('peer0');
    for (const reason of ['ECONNREFUSED', 'ECONNREFUSED', 'deadline exceeded']) {
      conditions.fail('peer0', reason);
    }
    conditions.ok('peer0');
    conditions.ok('peer0');
    expect(lines.map(({ msg }) => msg)).to.deep.equal(['peer0 is not ready: ECONNREFUSED', 'peer0 is ready']);
    expect(conditions.list()[0]).to.not.have.property('reason');
  });

  it('answers /metrics for Prometheus', async () => {
    metrics.observe({ queueDepth: () => 3, pending: () => 2, ready: () => false });
    metrics.reconciled('deploy', 'acted');
    metrics.committed();
    metrics.startAction('approve')();
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).to.include('opssc_agent_reconciles_total{target="deploy",result="acted"} 1');
    expect(text).to.include('opssc_agent_commits_total 1');
    expect(text).to.include('opssc_agent_queue_depth 3');
    expect(text).to.include('opssc_agent_pending_targets 2');
    expect(text).to.include('opssc_agent_ready 0');
    expect(text).to.include('opssc_agent_action_seconds_count{action="approve"} 1');
    expect(text).to.include('opssc_agent_last_event_age_seconds 0');
  });

  it('answers nothing else', async () => {
    expect((await fetch(`${url}/`)).status).to.equal(404);
    expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).to.equal(405);
  });

  it('lets go of the port', async () => {
    await server.stop();
    const { port } = new URL(url);
    server = new HealthServer({ host: '127.0.0.1', port: Number(port), conditions, metrics });
    expect(await server.start()).to.equal(url);
  });
});
