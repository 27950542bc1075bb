// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import type { Deployment } from '../../src/desired/deployment.js';
import type { AllowedChaincode, AllowedProcess } from '../../src/services/allowed-chaincode.js';
import { selectRuntime } from '../../src/services/select-runtime.js';
import { aDeployment } from '../support/a-deployment.js';

const digestOf = (digit: string): string => `sha256:${digit.repeat(64)}`;

function process(more: Partial<AllowedProcess> = {}): AllowedProcess {
  return {
    name: 'asset',
    runtime: 'process',
    digest: digestOf('1'),
    directory: '/src',
    command: ['run'],
    environment: {},
    onStop: 'stop',
    ...more,
  };
}

const external: AllowedChaincode = { name: 'asset', runtime: 'external' };

describe('selectRuntime', () => {
  const rows: readonly {
    readonly reason: string;
    readonly allowed: readonly AllowedChaincode[];
    readonly deployment?: Partial<Deployment>;
    readonly expected: string;
  }[] = [
    { reason: 'leaves to others what no entry names', allowed: [], expected: 'external' },
    { reason: 'leaves to others what it says so of', allowed: [external], expected: 'external' },
    {
      reason: 'takes the entry with the digest',
      allowed: [process({ digest: digestOf('2') }), process()],
      expected: 'process',
    },
    { reason: 'refuses another digest', allowed: [process({ digest: digestOf('2') })], expected: 'refused' },
    { reason: 'refuses a process without a digest', allowed: [process({ digest: undefined })], expected: 'refused' },
    { reason: 'passes over another chaincode', allowed: [process({ name: 'other' })], expected: 'external' },
    { reason: 'passes over another channel', allowed: [process({ channel: 'otherchannel' })], expected: 'external' },
    { reason: 'takes the entry for the channel', allowed: [process({ channel: 'mychannel' })], expected: 'process' },
    {
      reason: 'refuses when no digest was voted on',
      allowed: [process()],
      deployment: { sourceDigest: undefined },
      expected: 'refused',
    },
    {
      reason: 'leaves to others what has no digest, where both ways are allowed',
      allowed: [process(), external],
      deployment: { sourceDigest: undefined },
      expected: 'external',
    },
    {
      reason: 'takes what is configured for the bootstrap, on which nobody votes',
      allowed: [process({ digest: undefined })],
      deployment: { id: 'bootstrap', sourceDigest: undefined },
      expected: 'process',
    },
    {
      reason: 'refuses for the bootstrap another source than the one that was voted on later',
      allowed: [process({ digest: digestOf('2') })],
      deployment: { id: 'bootstrap' },
      expected: 'refused',
    },
  ];
  it('takes for the bootstrap the entry with the source that was voted on later, before one for any', () => {
    const exact = process({ digest: digestOf('1') });
    const runtime = selectRuntime([process({ digest: undefined }), exact], {
      ...aDeployment({ id: 'bootstrap', sourceDigest: digestOf('1') }),
    });
    expect(runtime).to.deep.equal({ runtime: 'process', entry: exact });
  });

  for (const { reason, allowed, deployment, expected } of rows) {
    it(reason, () => {
      const runtime = selectRuntime(allowed, aDeployment({ sourceDigest: digestOf('1'), ...deployment }));
      expect(runtime.runtime).to.equal(expected);
    });
  }
});
