// SPDX-License-Identifier: Apache-2.0

import { common, msp } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { evaluateSignaturePolicy, type MspManager, parseSignaturePolicy, type SignedData } from '../../src/index.js';
import { newMspManager } from '../../src/msp/new-msp-manager.js';
import { newTestAuthority, type TestCertificate } from '../support/test-authority.js';
import { serializedIdentity, testMspConfig } from '../support/test-msp.js';

const data = Buffer.from('what is signed');
const unsatisfied = 'signature set did not satisfy policy';

interface Signer {
  readonly mspID: string;
  readonly certificate: TestCertificate;
}

describe('evaluateSignaturePolicy', () => {
  let msps: MspManager;
  let signers: Readonly<Record<string, Signer>>;

  before(async function () {
    this.timeout(30_000);
    const [a, b] = [await newTestAuthority({ commonName: 'a' }), await newTestAuthority({ commonName: 'b' })];
    const stranger = await newTestAuthority({ commonName: 'a' });
    const issue = async (mspID: string, role: string): Promise<Signer> => ({
      mspID,
      certificate: await (mspID === 'A' ? a : b).issue({ commonName: role, units: [role] }),
    });
    const revoked = await issue('B', 'admin');
    msps = newMspManager(
      [
        testMspConfig({ mspID: 'A', roots: [a.pem] }),
        testMspConfig({ mspID: 'B', roots: [b.pem], revocationLists: [await b.revoke(revoked.certificate)] }),
      ],
      { allowsEd25519: false },
    );
    signers = {
      'A.admin': await issue('A', 'admin'),
      'A.client': await issue('A', 'client'),
      'A.peer': await issue('A', 'peer'),
      'another A.peer': await issue('A', 'peer'),
      'B.admin': await issue('B', 'admin'),
      'B.peer': await issue('B', 'peer'),
      'B.orderer': await issue('B', 'orderer'),
      'revoked B.admin': revoked,
      'strange A.peer': { mspID: 'A', certificate: await stranger.issue({ commonName: 'peer', units: ['peer'] }) },
    };
  });

  function signerOf(name: string): Signer {
    const signer = signers[name];
    if (!signer) {
      throw new Error(`no signer ${name}`);
    }
    return signer;
  }

  function signedBy(...names: readonly string[]): SignedData[] {
    return names.map(signerOf).map(({ mspID, certificate }) => ({
      data,
      identity: serializedIdentity(mspID, certificate.pem),
      signature: certificate.sign(data),
    }));
  }

  function evaluate(
    policy: string | common.SignaturePolicyEnvelope,
    signatures: readonly SignedData[],
  ): string | undefined {
    return evaluateSignaturePolicy({
      policy: typeof policy === 'string' ? parseSignaturePolicy(policy) : policy,
      signatures,
      msps,
    });
  }

  const examples: readonly { policy: string; by: readonly string[]; isSatisfied: boolean; reason: string }[] = [
    { policy: "OR('A.member')", by: ['A.peer'], isSatisfied: true, reason: 'every identity is a member' },
    { policy: "OR('A.member')", by: ['B.peer'], isSatisfied: false, reason: 'of another organization' },
    { policy: "OR('A.member')", by: [], isSatisfied: false, reason: 'nobody signed' },
    { policy: "OR('A.admin')", by: ['A.client'], isSatisfied: false, reason: 'another role' },
    { policy: "OR('A.admin', 'B.admin')", by: ['A.client', 'B.admin'], isSatisfied: true, reason: 'one of two' },
    { policy: "OR('B.orderer')", by: ['B.orderer'], isSatisfied: true, reason: 'an orderer' },
    { policy: "OR('B.orderer')", by: ['B.peer'], isSatisfied: false, reason: 'no orderer' },
    { policy: "AND('A.peer', 'B.peer')", by: ['B.peer', 'A.peer'], isSatisfied: true, reason: 'in any order' },
    {
      policy: "AND('A.peer', 'B.peer')",
      by: ['A.peer', 'another A.peer'],
      isSatisfied: false,
      reason: 'of one organization',
    },
    { policy: "AND('A.peer', 'A.peer')", by: ['A.peer'], isSatisfied: false, reason: 'one signature counts once' },
    {
      policy: "AND('A.peer', 'A.peer')",
      by: ['A.peer', 'A.peer'],
      isSatisfied: false,
      reason: 'one identity counts once',
    },
    {
      policy: "AND('A.peer', 'A.peer')",
      by: ['A.peer', 'another A.peer'],
      isSatisfied: true,
      reason: 'two identities',
    },
    {
      policy: "OutOf(2, 'A.peer', 'A.client', 'B.peer')",
      by: ['A.client', 'B.peer'],
      isSatisfied: true,
      reason: '2 of 3',
    },
    { policy: "OutOf(0, 'A.peer')", by: [], isSatisfied: true, reason: 'none is needed' },
    { policy: "OutOf(2, 'A.peer')", by: ['A.peer'], isSatisfied: false, reason: 'more than there are rules' },
    {
      policy: "AND('A.member', 'A.admin')",
      by: ['A.admin', 'A.client'],
      isSatisfied: false,
      reason: 'the first rule takes the first identity that fits, and the second finds none',
    },
    {
      policy: "AND('A.member', 'A.admin')",
      by: ['A.client', 'A.admin'],
      isSatisfied: true,
      reason: 'the first rule takes the client',
    },
    {
      policy: "AND('A.admin', 'A.member')",
      by: ['A.admin', 'A.client'],
      isSatisfied: true,
      reason: 'the narrow rule comes first',
    },
    {
      policy: "OR(AND('A.admin', 'B.admin'), 'A.admin')",
      by: ['A.admin'],
      isSatisfied: true,
      reason: 'a gate that fails gives back what it took',
    },
    {
      policy: "AND(OR('A.peer', 'B.peer'), 'B.peer')",
      by: ['A.peer', 'B.peer'],
      isSatisfied: false,
      reason: 'a gate goes on when it is satisfied, and takes all that fit',
    },
    {
      policy: "OR('B.admin')",
      by: ['revoked B.admin'],
      isSatisfied: false,
      reason: 'a revoked identity does not count',
    },
    { policy: "OR('A.peer')", by: ['strange A.peer'], isSatisfied: false, reason: 'a stranger does not count' },
    { policy: "OR('A.peer')", by: ['strange A.peer', 'A.peer'], isSatisfied: true, reason: 'a stranger does no harm' },
  ];
  for (const { policy, by, isSatisfied, reason } of examples) {
    it(`${isSatisfied ? 'is satisfied' : 'is not satisfied'} for ${policy} by [${by.join(', ')}]: ${reason}`, () => {
      expect(evaluate(policy, signedBy(...by))).to.equal(isSatisfied ? undefined : unsatisfied);
    });
  }

  it('does not count a signature of something else', () => {
    const forged = signedBy('A.peer').map((signed) => ({ ...signed, data: Buffer.from('something else') }));
    expect(evaluate("OR('A.peer')", forged)).to.equal(unsatisfied);
  });

  it('counts an identity whose good signature comes after a bad one', () => {
    const [signed] = signedBy('A.peer');
    const bad = { data, identity: signed?.identity ?? new Uint8Array(), signature: new Uint8Array() };
    expect(evaluate("OR('A.peer')", [bad, ...signedBy('A.peer')])).to.equal(undefined);
  });

  it('counts one certificate once, however its text is written', () => {
    const { mspID, certificate } = signerOf('A.peer');
    const rewritten = signedBy('A.peer').map((signed) => ({
      ...signed,
      identity: serializedIdentity(mspID, `\n${certificate.pem}\n`),
    }));
    expect(evaluate("AND('A.peer', 'A.peer')", [...signedBy('A.peer'), ...rewritten])).to.equal(unsatisfied);
  });

  describe('with other principals', () => {
    it('takes exactly the identity that is named', () => {
      const { mspID, certificate } = signerOf('A.peer');
      const policy = policyOf('IDENTITY', serializedIdentity(mspID, certificate.pem));
      expect(evaluate(policy, signedBy('A.peer'))).to.equal(undefined);
      expect(evaluate(policy, signedBy('another A.peer'))).to.equal(unsatisfied);
    });

    it('takes no identity that is revoked, even by name', () => {
      const { mspID, certificate } = signerOf('revoked B.admin');
      const policy = policyOf('IDENTITY', serializedIdentity(mspID, certificate.pem));
      expect(evaluate(policy, signedBy('revoked B.admin', 'A.peer'))).to.equal(unsatisfied);
    });

    it('takes an organizational unit of the CA that vouches for it', () => {
      const { mspID, certificate } = signerOf('A.peer');
      const { certifiersIdentifier } = msps.deserialize(serializedIdentity(mspID, certificate.pem));
      const unit = (certifiers: Uint8Array, name: string): common.SignaturePolicyEnvelope => {
        const message = new msp.OrganizationUnit();
        message.setMspIdentifier('A');
        message.setOrganizationalUnitIdentifier(name);
        message.setCertifiersIdentifier(certifiers);
        return policyOf('ORGANIZATION_UNIT', message.serializeBinary());
      };
      expect(evaluate(unit(certifiersIdentifier, 'peer'), signedBy('A.peer'))).to.equal(undefined);
      expect(evaluate(unit(certifiersIdentifier, 'client'), signedBy('A.peer'))).to.equal(unsatisfied);
      expect(evaluate(unit(new Uint8Array(32), 'peer'), signedBy('A.peer'))).to.equal(unsatisfied);
      expect(evaluate(unit(certifiersIdentifier, 'peer'), signedBy('B.peer'))).to.equal(unsatisfied);
    });

    it('takes what all of a combined principal fit', () => {
      const combined = (...roles: readonly number[]): common.SignaturePolicyEnvelope => {
        const message = new msp.CombinedPrincipal();
        message.setPrincipalsList(roles.map((role) => principalOf('ROLE', roleBytes('A', role))));
        return policyOf('COMBINED', message.serializeBinary());
      };
      const { MEMBER, PEER, ADMIN } = msp.MSPRole.MSPRoleType;
      expect(evaluate(combined(MEMBER, PEER), signedBy('A.peer'))).to.equal(undefined);
      expect(evaluate(combined(PEER, ADMIN), signedBy('A.peer'))).to.equal(unsatisfied);
      expect(evaluate(combined(), signedBy('A.peer'))).to.equal(unsatisfied);
    });

    it('takes X.509 identities as nominal and never as anonymous', () => {
      const anonymity = (type: 0 | 1): common.SignaturePolicyEnvelope => {
        const message = new msp.MSPIdentityAnonymity();
        message.setAnonymityType(type);
        return policyOf('ANONYMITY', message.serializeBinary());
      };
      const { NOMINAL, ANONYMOUS } = msp.MSPIdentityAnonymity.MSPIdentityAnonymityType;
      expect(evaluate(anonymity(NOMINAL), signedBy('A.peer'))).to.equal(undefined);
      expect(evaluate(anonymity(ANONYMOUS), signedBy('A.peer'))).to.equal(unsatisfied);
    });

    const nonsense = [
      { reason: 'a role that does not exist', principal: () => policyOf('ROLE', roleBytes('A', 99)) },
      { reason: 'a role that cannot be decoded', principal: () => policyOf('ROLE', Uint8Array.of(0xff)) },
      { reason: 'an identity that cannot be decoded', principal: () => policyOf('IDENTITY', Uint8Array.of(0xff)) },
    ];
    for (const { reason, principal } of nonsense) {
      it(`is satisfied by nobody for ${reason}`, () => {
        expect(evaluate(principal(), signedBy('A.peer', 'A.admin'))).to.equal(unsatisfied);
      });
    }
  });

  it('tells what is wrong with a policy that makes no sense', () => {
    const outOfRange = parseSignaturePolicy("OR('A.peer')");
    outOfRange.setIdentitiesList([]);
    const newer = parseSignaturePolicy("OR('A.peer')");
    newer.setVersion(1);
    expect(evaluate(outOfRange, signedBy('A.peer'))).to.equal(
      'identity index out of range, requested 0, but identities length is 0',
    );
    expect(evaluate(newer, signedBy('A.peer'))).to.match(/only understands messages of version 0, but version was 1/);
    expect(evaluate(new common.SignaturePolicyEnvelope(), signedBy('A.peer'))).to.equal('Empty policy element');
  });
});

function principalOf(classification: keyof msp.MSPPrincipal.ClassificationMap, bytes: Uint8Array): msp.MSPPrincipal {
  const principal = new msp.MSPPrincipal();
  principal.setPrincipalClassification(msp.MSPPrincipal.Classification[classification]);
  principal.setPrincipal(bytes);
  return principal;
}

/** One signature of that principal. */
function policyOf(
  classification: keyof msp.MSPPrincipal.ClassificationMap,
  bytes: Uint8Array,
): common.SignaturePolicyEnvelope {
  const policy = parseSignaturePolicy("OR('A.peer')");
  policy.setIdentitiesList([principalOf(classification, bytes)]);
  return policy;
}

function roleBytes(mspID: string, role: number): Uint8Array {
  // MSPRole: field 1 is the MSP, field 2 the role; the message's own setter takes known roles only.
  const name = Buffer.from(mspID);
  return Buffer.concat([Uint8Array.of(0x0a, name.length), name, Uint8Array.of(0x10, role)]);
}
