// SPDX-License-Identifier: Apache-2.0

import { msp } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { MspError, type MspManager } from '../../src/index.js';
import { newMspManager } from '../../src/msp/new-msp-manager.js';
import { readGolden } from '../support/golden.js';
import { mspCases, type MspCase } from '../support/msp-cases.js';
import { inAYear, newTestAuthority, type TestAuthority } from '../support/test-authority.js';
import { serializedIdentity, testMspConfig } from '../support/test-msp.js';

type MspVerdict = { error: string } | { identities?: Record<string, { error: string } | { roles: string[] }> };

const verdicts = readGolden('msp-verdicts.json') as Record<string, MspVerdict>;
const mspID = 'Org1MSP';
const version143 = { allowsEd25519: false };

describe('newMspManager', () => {
  let cases: Readonly<Record<string, MspCase>>;

  before(async function () {
    this.timeout(30_000);
    cases = await mspCases();
  });

  function caseOf(name: string): MspCase {
    const found = cases[name];
    if (!found) {
      throw new Error(`no case ${name}: make msp-verdicts.json anew`);
    }
    return found;
  }

  it('is asked about every case that Fabric was asked about', () => {
    expect(Object.keys(verdicts)).to.have.members(Object.keys(cases));
  });

  for (const [name, verdict] of Object.entries(verdicts)) {
    if ('error' in verdict) {
      it(`refuses an MSP with ${name}, as Fabric does`, () => {
        expect(() => managerOf(caseOf(name))).to.throw(MspError);
      });
      continue;
    }
    it(`accepts an MSP with ${name}, as Fabric does`, () => {
      expect(managerOf(caseOf(name)).mspIDs).to.deep.equal([caseOf(name).msp.mspID]);
    });
    for (const [what, expected] of Object.entries(verdict.identities ?? {})) {
      it(`with ${name}: ${what} ${'error' in expected ? 'is refused' : `is ${expected.roles.join(' and ')}`}, as Fabric says`, () => {
        const { msp: testMsp, identities } = caseOf(name);
        const identity = serializedIdentity(testMsp.mspID, identities[what] ?? '');
        if ('error' in expected) {
          const error = errorOf(() => managerOf(caseOf(name)).deserialize(identity));
          expect(error).to.be.instanceOf(MspError);
          // Fabric's reason goes on with times, names and bytes.
          expect(
            anonymous(expected.error).startsWith(anonymous(error.message)),
            `${expected.error}\n${error.message}`,
          ).to.equal(true);
        } else {
          expect([...managerOf(caseOf(name)).deserialize(identity).roles]).to.have.members(expected.roles);
        }
      });
    }
  }

  describe('of one CA', () => {
    let ca: TestAuthority;
    let manager: MspManager;

    before(async () => {
      ca = await newTestAuthority({ commonName: 'ca' });
      manager = newMspManager([testMspConfig({ mspID, roots: [ca.pem] })], version143);
    });

    it('gives an identity with its units, its bytes and the day it expires', async () => {
      const { pem } = await ca.issue({ commonName: 'user1', units: ['department1', 'client'] });
      const bytes = serializedIdentity(mspID, pem);
      const identity = manager.deserialize(bytes);
      expect(identity).to.include({ mspID });
      expect(identity.organizationalUnits).to.deep.equal(['department1', 'client']);
      expect(identity.bytes).to.deep.equal(bytes);
      expect(identity.certifiersIdentifier).to.have.length(32);
      expect(Math.abs(identity.expiresAt.getTime() - inAYear.getTime())).to.be.lessThan(1000);
    });

    it('gives one certificate for its high-S and its low-S form', () => {
      const { identities } = caseOf('a root CA, of version 3');
      const other = managerOf(caseOf('a root CA, of version 3'));
      const [high, low] = ['signed with a high S', 'signed with a low S'].map((what) => identities[what] ?? '');
      expect(high).not.to.equal(low);
      expect(other.deserialize(serializedIdentity(mspID, high ?? '')).certificate).to.deep.equal(
        other.deserialize(serializedIdentity(mspID, low ?? '')).certificate,
      );
    });

    it('gives the same identity again without looking at it again', async () => {
      const { pem } = await ca.issue({ commonName: 'user1', units: ['client'] });
      const bytes = serializedIdentity(mspID, pem);
      expect(manager.deserialize(bytes)).to.equal(manager.deserialize(Uint8Array.from(bytes)));
    });

    it('keeps no hold of the bytes it was asked about', async () => {
      const { pem } = await ca.issue({ commonName: 'user1', units: ['client'] });
      const bytes = Uint8Array.from(serializedIdentity(mspID, pem));
      const identity = manager.deserialize(bytes);
      const copy = Uint8Array.from(bytes);
      bytes.fill(0);
      expect(identity.bytes).to.deep.equal(copy);
    });

    const refused = [
      {
        reason: 'an MSP that the channel does not have',
        bytes: serializedIdentity('Org9MSP', ''),
        code: 'UNKNOWN_MSP',
        message: 'MSP Org9MSP is not defined on channel',
      },
      { reason: 'no MSP', bytes: new Uint8Array(), code: 'UNKNOWN_MSP', message: 'MSP  is not defined on channel' },
      {
        reason: 'bytes that are no identity',
        bytes: Uint8Array.of(0x0a, 0xff),
        code: 'MALFORMED',
        message: 'could not deserialize a SerializedIdentity',
      },
      {
        reason: 'an MSP without certificate',
        bytes: serializedIdentity(mspID, ''),
        code: 'MALFORMED',
        message: 'could not decode the PEM structure',
      },
    ];
    for (const { reason, bytes, code, message } of refused) {
      it(`refuses ${reason}`, () => {
        expect(() => manager.deserialize(bytes))
          .to.throw(MspError, message)
          .with.property('code', code);
      });
    }

    it('tells revoked, strange and roleless identities apart by their codes', () => {
      const name = 'a root CA, of version 3';
      const codes = ['revoked', 'of another CA with the same name', 'no unit', 'no PEM'].map((what) => {
        const bytes = serializedIdentity(mspID, caseOf(name).identities[what] ?? '');
        return errorOf(() => managerOf(caseOf(name)).deserialize(bytes)).code;
      });
      expect(codes).to.deep.equal(['REVOKED', 'UNTRUSTED', 'WRONG_UNIT', 'MALFORMED']);
    });
  });

  it('takes an organization twice if its MSP is the same', async () => {
    const ca = await newTestAuthority({ commonName: 'ca' });
    const config = testMspConfig({ mspID, roots: [ca.pem] });
    expect(newMspManager([config, config], version143).mspIDs).to.deep.equal([mspID]);
  });

  it('refuses one MSP in two versions', async () => {
    const [first, second] = [
      await newTestAuthority({ commonName: 'ca' }),
      await newTestAuthority({ commonName: 'ca' }),
    ];
    const configs = [first, second].map(({ pem }) => testMspConfig({ mspID, roots: [pem] }));
    expect(() => newMspManager(configs, version143)).to.throw(
      MspError,
      'Attempted to define two different versions of MSP: Org1MSP',
    );
  });

  it('refuses MSPs of another kind', async () => {
    const config = testMspConfig({ mspID, roots: [(await newTestAuthority({ commonName: 'ca' })).pem] });
    config.setType(1);
    expect(() => newMspManager([config], version143)).to.throw(MspError, 'unsupported msp type 1');
  });

  it('refuses an MSP that cannot be decoded', () => {
    const config = new msp.MSPConfig();
    config.setConfig(Uint8Array.of(0x0a, 0xff));
    expect(() => newMspManager([config], version143)).to.throw(MspError, 'failed unmarshalling fabric msp config');
  });
});

function managerOf({ msp: testMsp, isVersion3 }: MspCase): MspManager {
  return newMspManager([testMspConfig(testMsp)], { allowsEd25519: isVersion3 });
}

/** Without the bytes that identify a CA, which is another in every run. */
function anonymous(text: string): string {
  return text.replace(/\([0-9A-F]{16}\)/g, '(…)');
}

function errorOf(work: () => unknown): MspError {
  try {
    work();
  } catch (error) {
    if (error instanceof MspError) {
      return error;
    }
    throw error;
  }
  throw new Error('nothing was thrown');
}
