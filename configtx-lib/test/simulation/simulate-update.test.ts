// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import {
  ConfigTxError,
  simulateUpdate,
  updatedConfig,
  updateEnvelopeOf,
  validateConfigEnvelope,
} from '../../src/index.js';
import { readGolden } from '../support/golden.js';
import type { UpdateCase } from '../support/update-case.js';
import { updateCases } from '../support/update-cases.js';

interface Verdict {
  readonly orderer?: string;
  readonly peer?: string;
}

/** What Fabric says of certificates and messages in Go's own notation, and what differs from run to run. */
const notations: readonly (readonly [RegExp, string])[] = [
  [/\u00a0/g, ' '],
  [/-----BEGIN.*?-----END [A-Z ]+-----\n?/gs, 'PEM'],
  [/serial number \d+/g, 'serial number …'],
  [/\(SN: [^)]*\)/g, '(SN: …)'],
  [/payload is \d+ bytes/g, 'payload is … bytes'],
  [/current time \S+ is after \S+/g, 'current time … is after …'],
  [/ \(possibly because of .*$/s, ''],
  [/, with subject .*$/s, ''],
  [/(could not parse RevocationList).*$/s, '$1'],
  [/getCertFromPem error: could not decode pem bytes .*$/s, 'could not decode the PEM structure'],
  [/(block validation policy should be a signature policy:).*$/s, '$1 …'],
  [/(No suitable BFT consenter for Raft consenter:).*$/s, '$1 …'],
  [/(Disallowed channel group:).*$/s, '$1 …'],
  [/(did not compile: ).*(?:invalid wire-format data|cannot be decoded)$/s, '$1…'],
  // Fabric reads the groups in Go's random order.
  [/(could not create channel )\w+( sub-group config: Attempted to define two different versions)/g, '$1…$2'],
];

describe('simulateUpdate', () => {
  const verdicts = readGolden('update-verdicts.json') as Readonly<Record<string, Verdict>>;
  let cases: Readonly<Record<string, UpdateCase>>;

  before(async function () {
    this.timeout(60_000);
    cases = await updateCases();
  });

  it('has a verdict of Fabric for every case', () => {
    expect(Object.keys(verdicts).sort()).to.deep.equal(Object.keys(cases).sort());
  });

  for (const [name, verdict] of Object.entries(verdicts)) {
    const expected = [verdict.orderer && 'the orderer refuses', verdict.peer && 'peers stop'].filter(Boolean).join();
    it(`answers as Fabric: ${name}: ${expected || 'taken'}`, () => {
      expect(verdictOf(caseOf(name))).to.deep.equal(comparable(verdict));
    }).timeout(10_000);
  }

  function caseOf(name: string): UpdateCase {
    const found = cases[name];
    if (!found) {
      throw new Error(`no case ${name}`);
    }
    return found;
  }

  it('returns the configuration after the update, with the transaction that led to it', () => {
    const { channelID, current, transaction } = caseOf('an organization is added');
    const envelope = updateEnvelopeOf(transaction);
    const result = simulateUpdate({ channelID, current, envelope, transaction, now: new Date() });
    expect(result.getConfig()?.getSequence()).to.equal(1);
    expect(result.getLastUpdate()?.serializeBinary()).to.deep.equal(transaction.serializeBinary());
    const update = common.ConfigUpdate.deserializeBinary(envelope.getConfigUpdate_asU8());
    expect(result.getConfig()?.serializeBinary()).to.deep.equal(updatedConfig({ current, update }).serializeBinary());
  });

  it('needs no transaction', () => {
    const { channelID, current, transaction } = caseOf('sent by a stranger');
    const envelope = updateEnvelopeOf(transaction);
    const result = simulateUpdate({ channelID, current, envelope, now: new Date() });
    expect(result.getLastUpdate()?.getSignature()).to.equal('');
    expect(() => {
      validateConfigEnvelope({ channelID, current, envelope: result });
    }).not.to.throw();
  });

  it('leaves the current configuration as it is', () => {
    const { channelID, current, transaction } = caseOf('no policy for changes');
    const before = current.serializeBinary();
    verdictOf({ channelID, current, transaction });
    expect(current.serializeBinary()).to.deep.equal(before);
  });
});

function verdictOf({ channelID, current, transaction }: UpdateCase): Verdict {
  const now = new Date();
  let envelope: common.ConfigEnvelope;
  try {
    envelope = simulateUpdate({ channelID, current, envelope: updateEnvelopeOf(transaction), transaction, now });
  } catch (error) {
    return comparable({ orderer: reasonOf(error) });
  }
  try {
    validateConfigEnvelope({ channelID, current, envelope });
    return {};
  } catch (error) {
    return comparable({ peer: reasonOf(error) });
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof ConfigTxError && error.code === 'REFUSED') {
    return error.message;
  }
  throw error;
}

function comparable(verdict: Verdict): Verdict {
  const entries = Object.entries(verdict).map(([who, reason]: [string, string]) => [
    who,
    notations.reduce((text, [notation, replacement]) => text.replace(notation, replacement), reason),
  ]);
  return Object.fromEntries(entries) as Verdict;
}
