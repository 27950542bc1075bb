// SPDX-License-Identifier: Apache-2.0

import { common, msp, orderer, peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import {
  applyOperations,
  type ChannelOperation,
  computeUpdate,
  configUpdateBytes,
  newConfigBundle,
  parseOperations,
  protoDecode,
  validateOperations,
} from '../../src/index.js';
import { bftQuorum } from '../../src/genesis/bft-block-validation-policy.js';
import { mspConfig } from '../../src/genesis/msp-config.js';
import { groupAt, valueAt } from '../support/config-elements-at.js';
import {
  consenterFields,
  consensusNames,
  newOperationsChannel,
  newTestNode,
  newTestOrganization,
  type ConsensusName,
  type OperationsChannel,
  type TestNode,
  type TestOrganization,
} from '../support/operations-channel.js';
import { thrownBy } from '../support/thrown-by.js';

const channelID = 'mychannel';

interface Consenter {
  id?: number;
  host: string;
  port: number;
  serverTlsCert: string;
  identity?: string;
  mspID?: string;
}

function consentersIn(config: common.Config): Consenter[] {
  const { type, metadata } = valueAt(config, 'Orderer', 'ConsensusType', orderer.ConsensusType).toObject();
  if (type === 'BFT') {
    return valueAt(config, 'Orderer', 'Orderers', common.Orderers)
      .getConsenterMappingList()
      .map((consenter) => ({
        id: consenter.getId(),
        host: consenter.getHost(),
        port: consenter.getPort(),
        serverTlsCert: Buffer.from(consenter.getServerTlsCert_asU8()).toString(),
        identity: Buffer.from(consenter.getIdentity_asU8()).toString(),
        mspID: consenter.getMspId(),
      }));
  }
  const bytes = Buffer.from(metadata as string, 'base64');
  return orderer.etcdraft.ConfigMetadata.deserializeBinary(bytes)
    .getConsentersList()
    .map((consenter) => ({
      host: consenter.getHost(),
      port: consenter.getPort(),
      serverTlsCert: Buffer.from(consenter.getServerTlsCert_asU8()).toString(),
    }));
}

/** Of a BFT channel: how many must sign a block, and who. */
function blockValidationIn(config: common.Config) {
  const policy = groupAt(config, 'Orderer').getPoliciesMap().get('BlockValidation')?.getPolicy();
  const envelope = common.SignaturePolicyEnvelope.deserializeBinary(policy?.getValue_asU8() ?? new Uint8Array());
  return {
    quorum: envelope.getRule()?.getNOutOf()?.getN(),
    identities: envelope
      .getIdentitiesList()
      .map((principal) =>
        Buffer.from(
          msp.SerializedIdentity.deserializeBinary(principal.getPrincipal_asU8()).getIdBytes_asU8(),
        ).toString(),
      ),
  };
}

function endpointsIn(config: common.Config, organization: string): string[] {
  return valueAt(config, `Orderer/${organization}`, 'Endpoints', common.OrdererAddresses).getAddressesList();
}

function mspIn(config: common.Config, path: string): msp.FabricMSPConfig {
  return msp.FabricMSPConfig.deserializeBinary(valueAt(config, path, 'MSP', msp.MSPConfig).getConfig_asU8());
}

/** The elements that an update changes, by path, without those that it only carries along. */
function changesOf(before: common.Config, after: common.Config): unknown {
  const update = computeUpdate({ channelID, original: before, updated: after });
  return update && protoDecode('common.ConfigUpdate', configUpdateBytes(update));
}

for (const consensus of consensusNames) {
  describe(`applyOperations on a ${consensus} channel`, () => {
    let channel: OperationsChannel;
    let config: common.Config;
    let joining: TestOrganization;
    let renewed: TestNode;

    before(async () => {
      channel = await newOperationsChannel();
      config = channel.configs[consensus];
      joining = await newTestOrganization(6);
      renewed = await newTestNode(channel.organizations[1], channel.organizations[1].node.host);
    });

    /** Parsed, validated and applied; what comes out is a configuration that Fabric would take. */
    const changed = (...input: readonly ChannelOperation[]): common.Config => {
      const operations = parseOperations(JSON.parse(JSON.stringify(input)));
      const bytes = config.serializeBinary();
      validateOperations(config, operations, { now: new Date() });
      const result = applyOperations(config, operations);
      expect(config.serializeBinary(), 'the input is left alone').to.deep.equal(bytes);
      newConfigBundle(channelID, result);
      return result;
    };

    const addJoining = (): ChannelOperation[] => [
      {
        operation: 'set-organization',
        name: joining.mspID,
        groups: ['application', 'orderer'],
        msp: joining.msp,
        anchorPeers: [{ host: 'peer0.org6.example.com', port: 7051 }],
        ordererEndpoints: [`${joining.node.host}:${joining.node.port}`],
      },
      { operation: 'set-consenter', ...consenterFields(joining, consensus) },
    ];

    it('adds an organization to both sides, with a consenter', () => {
      const result = changed(...addJoining());
      for (const path of ['Application/Org6MSP', 'Orderer/Org6MSP']) {
        expect(valueAt(result, path, 'MSP', msp.MSPConfig).serializeBinary()).to.deep.equal(
          mspConfig(joining.msp).serializeBinary(),
        );
      }
      expect([...groupAt(result, 'Application/Org6MSP').getPoliciesMap().keys()].sort()).to.deep.equal([
        'Admins',
        'Endorsement',
        'Readers',
        'Writers',
      ]);
      expect([...groupAt(result, 'Orderer/Org6MSP').getPoliciesMap().keys()].sort()).to.deep.equal([
        'Admins',
        'Readers',
        'Writers',
      ]);
      expect(endpointsIn(result, 'Org6MSP')).to.deep.equal(['orderer.org6.example.com:7050']);
      expect(consentersIn(result)).to.have.length(5);
      expect(consentersIn(result).at(-1)).to.include({ host: joining.node.host, serverTlsCert: joining.node.tlsCert });
    });

    it('gives a new organization the policies that it brings, and no others', () => {
      const rule = { type: 'Signature', rule: "OR('Org6MSP.admin')" } as const;
      const result = changed({
        operation: 'set-organization',
        name: 'Sixth',
        msp: joining.msp,
        policies: { Admins: rule, Readers: rule, Writers: rule },
      });
      expect([...groupAt(result, 'Application/Sixth').getPoliciesMap().keys()].sort()).to.deep.equal([
        'Admins',
        'Readers',
        'Writers',
      ]);
    });

    it('changes an organization where it is, and leaves what is not said', () => {
      const result = changed({
        operation: 'set-organization',
        name: 'Org1MSP',
        groups: ['application', 'orderer'],
        policies: { Extra: { type: 'ImplicitMeta', rule: 'ANY Admins' }, Endorsement: null },
      });
      const group = groupAt(result, 'Application/Org1MSP');
      expect([...group.getPoliciesMap().keys()].sort()).to.deep.equal(['Admins', 'Extra', 'Readers', 'Writers']);
      expect([...group.getValuesMap().keys()].sort()).to.deep.equal(['AnchorPeers', 'MSP']);
      expect(groupAt(result, 'Orderer/Org1MSP').getPoliciesMap().has('Extra')).to.equal(true);
    });

    it('replaces the MSP of an organization on the side that is not named, too', () => {
      const { msp: profile, mspID } = channel.organizations[0];
      const renewedMsp = { ...profile, rootCerts: [...profile.rootCerts, joining.authority.pem] };
      const result = changed({ operation: 'set-organization', name: mspID, groups: ['orderer'], msp: renewedMsp });
      for (const path of [`Application/${mspID}`, `Orderer/${mspID}`]) {
        expect(mspIn(result, path).getRootCertsList()).to.have.length(2);
      }
    });

    it('removes an organization from both sides', () => {
      const { mspID, node } = channel.organizations[3];
      const result = changed(
        { operation: 'remove-consenter', host: node.host, port: node.port },
        { operation: 'remove-organization', name: mspID },
      );
      expect(groupAt(result, 'Application').getGroupsMap().has(mspID)).to.equal(false);
      expect(groupAt(result, 'Orderer').getGroupsMap().has(mspID)).to.equal(false);
      expect(consentersIn(result).map(({ host }) => host)).not.to.include(node.host);
    });

    it('removes an organization from one side', () => {
      const result = changed({ operation: 'remove-organization', name: 'Org5MSP', groups: ['application'] });
      expect(groupAt(result, 'Application').getGroupsMap().has('Org5MSP')).to.equal(false);
    });

    it('finds an organization by its MSP ID where its group has another name', () => {
      const added = applyOperations(config, [
        { operation: 'set-organization', name: 'Sixth', msp: joining.msp },
        { operation: 'set-anchor-peers', name: 'Org6MSP', anchorPeers: [{ host: 'peer0', port: 1 }] },
      ]);
      const peers = valueAt(added, 'Application/Sixth', 'AnchorPeers', peer.AnchorPeers).getAnchorPeersList();
      expect(peers.map((anchor) => anchor.toObject())).to.deep.equal([{ host: 'peer0', port: 1 }]);
      const removed = applyOperations(added, [{ operation: 'remove-organization', name: 'Org6MSP' }]);
      expect(groupAt(removed, 'Application').getGroupsMap().has('Sixth')).to.equal(false);
    });

    it('adds a consenter and its endpoint', async () => {
      const { mspID } = channel.organizations[0];
      const node = await newTestNode(channel.organizations[0], 'orderer2.org1.example.com');
      const result = changed({ operation: 'set-consenter', ...consenterFields({ mspID, node }, consensus) });
      expect(consentersIn(result)).to.have.length(5);
      expect(endpointsIn(result, mspID)).to.deep.equal([
        'orderer.org1.example.com:7050',
        'orderer2.org1.example.com:7050',
      ]);
    });

    it('changes the consenter at an address in its place', () => {
      const { mspID } = channel.organizations[1];
      const result = changed({ operation: 'set-consenter', ...consenterFields({ mspID, node: renewed }, consensus) });
      expect(consentersIn(result).map(({ host }) => host)).to.deep.equal(consentersIn(config).map(({ host }) => host));
      expect(consentersIn(result)[1]?.serverTlsCert).to.equal(renewed.tlsCert);
      expect(endpointsIn(result, mspID)).to.deep.equal(endpointsIn(config, mspID));
    });

    it("gives a consenter another client endpoint than the consenters' own", async () => {
      const { mspID } = channel.organizations[0];
      const node = await newTestNode(channel.organizations[0], 'cluster.org1.example.com');
      const ordererEndpoint = 'clients.org1.example.com:443';
      const operation: ChannelOperation = {
        operation: 'set-consenter',
        ...consenterFields({ mspID, node }, consensus),
        ordererEndpoint,
      };
      const result = changed(operation);
      expect(endpointsIn(result, mspID)).to.deep.equal(['orderer.org1.example.com:7050', ordererEndpoint]);
      const removed = applyOperations(result, [
        { operation: 'remove-consenter', host: node.host, port: node.port, ordererEndpoint },
      ]);
      expect(endpointsIn(removed, mspID)).to.deep.equal(['orderer.org1.example.com:7050']);
    });

    it("removes a consenter, and keeps its organization's last endpoint", () => {
      const { mspID, node } = channel.organizations[2];
      const result = changed({ operation: 'remove-consenter', host: node.host, port: node.port });
      expect(consentersIn(result)).to.have.length(3);
      expect(endpointsIn(result, mspID)).to.deep.equal(['orderer.org3.example.com:7050']);
    });

    it("replaces a consenter's certificates", () => {
      const { host, port, tlsCert, identity } = renewed;
      const result = changed({
        operation: 'replace-consenter-certificate',
        host,
        port,
        serverTlsCert: tlsCert,
        ...(consensus === 'BFT' && { identity }),
      });
      const [, consenter] = consentersIn(result);
      expect(consenter?.serverTlsCert).to.equal(tlsCert);
      if (consensus === 'BFT') {
        expect(consenter?.identity).to.equal(identity);
      }
    });

    it('sets batch size, batch timeout and number of channels', () => {
      const result = changed({
        operation: 'set-orderer',
        batchTimeout: 90_500,
        batchSize: { maxMessageCount: 7 },
        maxChannels: 3,
      });
      expect(valueAt(result, 'Orderer', 'BatchTimeout', orderer.BatchTimeout).getTimeout()).to.equal('1m30.5s');
      expect(valueAt(result, 'Orderer', 'BatchSize', orderer.BatchSize).toObject()).to.deep.equal({
        maxMessageCount: 7,
        absoluteMaxBytes: 10 * 1024 * 1024,
        preferredMaxBytes: 2 * 1024 * 1024,
      });
      const restrictions = valueAt(result, 'Orderer', 'ChannelRestrictions', orderer.ChannelRestrictions);
      expect(restrictions.getMaxCount()).to.equal(3);
    });

    it('sets options of the consensus and leaves the others', () => {
      const metadataOf = (from: common.Config) =>
        valueAt(from, 'Orderer', 'ConsensusType', orderer.ConsensusType).getMetadata_asU8();
      if (consensus === 'BFT') {
        const result = changed({ operation: 'set-orderer', options: { RequestBatchMaxInterval: '75ms' } });
        const before = orderer.smartbft.Options.deserializeBinary(metadataOf(config)).toObject();
        expect(orderer.smartbft.Options.deserializeBinary(metadataOf(result)).toObject()).to.deep.equal({
          ...before,
          requestBatchMaxInterval: '75ms',
        });
      } else {
        const result = changed({ operation: 'set-orderer', options: { tickInterval: '100ms', electionTick: 20 } });
        const options = orderer.etcdraft.ConfigMetadata.deserializeBinary(metadataOf(result)).getOptions();
        expect(options?.toObject()).to.deep.include({ tickInterval: '100ms', electionTick: 20, heartbeatTick: 1 });
        expect(consentersIn(result)).to.deep.equal(consentersIn(config));
      }
    });

    it('sets policies and capabilities of channel, orderer and application', () => {
      const rule = { type: 'ImplicitMeta', rule: 'ALL Admins' } as const;
      const result = changed(
        { operation: 'set-channel', policies: { Admins: rule } },
        { operation: 'set-orderer', policies: { Admins: rule, Extra: rule } },
        { operation: 'set-application', policies: { Admins: rule }, capabilities: ['V2_0'] },
      );
      for (const path of ['', 'Orderer', 'Application']) {
        const policy = groupAt(result, path).getPoliciesMap().get('Admins')?.getPolicy();
        const meta = common.ImplicitMetaPolicy.deserializeBinary(policy?.getValue_asU8() ?? new Uint8Array());
        expect(meta.getRule()).to.equal(common.ImplicitMetaPolicy.Rule.ALL);
      }
      expect(groupAt(result, 'Orderer').getPoliciesMap().has('Extra')).to.equal(true);
      const capabilities = valueAt(result, 'Application', 'Capabilities', common.Capabilities).getCapabilitiesMap();
      expect([...capabilities.keys()]).to.deep.equal(['V2_0']);
    });

    it('sets one ACL and takes out another', () => {
      const result = changed({
        operation: 'set-application',
        acls: { 'peer/Propose': '/Channel/Application/Admins', 'event/Block': null },
      });
      const acls = valueAt(result, 'Application', 'ACLs', peer.ACLs).getAclsMap();
      expect([...acls.entries()].map(([name, acl]) => [name, acl.getPolicyRef()])).to.deep.equal([
        ['peer/Propose', '/Channel/Application/Admins'],
      ]);
      const emptied = applyOperations(result, [{ operation: 'set-application', acls: { 'peer/Propose': null } }]);
      expect(groupAt(emptied, 'Application').getValuesMap().has('ACLs')).to.equal(false);
    });

    it('sets anchor peers and endpoints, and takes anchor peers out', () => {
      const result = changed(
        { operation: 'set-anchor-peers', name: 'Org1MSP', anchorPeers: [] },
        { operation: 'set-anchor-peers', name: 'Org2MSP', anchorPeers: [{ host: 'new.example.com', port: 1 }] },
        { operation: 'set-orderer-endpoints', name: 'Org2MSP', ordererEndpoints: ['a.example.com:1', 'b:2'] },
      );
      expect(groupAt(result, 'Application/Org1MSP').getValuesMap().has('AnchorPeers')).to.equal(false);
      const peers = valueAt(result, 'Application/Org2MSP', 'AnchorPeers', peer.AnchorPeers).getAnchorPeersList();
      expect(peers.map((anchor) => anchor.getHost())).to.deep.equal(['new.example.com']);
      expect(endpointsIn(result, 'Org2MSP')).to.deep.equal(['a.example.com:1', 'b:2']);
    });

    it('adds a CA to an MSP, then takes the old one out, on both sides', async () => {
      const { mspID, authority, msp: profile } = channel.organizations[0];
      const { authority: next, tlsAuthority } = await newTestOrganization(7);
      const added = changed({ operation: 'set-msp', mspID, add: { rootCerts: [next.pem], tlsRootCerts: [] } });
      const replaced = changed({
        operation: 'set-msp',
        mspID,
        add: { rootCerts: [next.pem], tlsRootCerts: [tlsAuthority.pem] },
        remove: { rootCerts: [authority.pem.replaceAll('\n', '\r\n')] },
        nodeOUs: {
          adminOUIdentifier: { organizationalUnitIdentifier: 'administrator', certificate: next.pem },
          clientOUIdentifier: { organizationalUnitIdentifier: 'client' },
          peerOUIdentifier: { organizationalUnitIdentifier: 'peer' },
          ordererOUIdentifier: { organizationalUnitIdentifier: 'orderer' },
        },
      });
      for (const path of [`Application/${mspID}`, `Orderer/${mspID}`]) {
        const certificatesOf = (from: common.Config) =>
          mspIn(from, path)
            .getRootCertsList_asU8()
            .map((bytes) => Buffer.from(bytes).toString());
        expect(certificatesOf(added)).to.deep.equal([...profile.rootCerts, next.pem]);
        expect(certificatesOf(replaced)).to.deep.equal([next.pem]);
        const admin = mspIn(replaced, path).getFabricNodeOus()?.getAdminOuIdentifier();
        expect(admin?.getOrganizationalUnitIdentifier()).to.equal('administrator');
        expect(mspIn(replaced, path).getTlsRootCertsList()).to.have.length(2);
      }
    });

    it('adds revocation lists, and lets a longer one take the place of a shorter one', async () => {
      const { mspID, authority } = channel.organizations[0];
      const [first, second] = await Promise.all([
        authority.issue({ commonName: 'one', units: ['client'] }),
        authority.issue({ commonName: 'two', units: ['client'] }),
      ]);
      const short = await authority.revoke(first);
      const long = await authority.revoke(first, second);
      const revoke = (pem: string): ChannelOperation => ({
        operation: 'revoke-certificates',
        mspID,
        revocationList: [pem],
      });
      const listsIn = (from: common.Config) =>
        [`Application/${mspID}`, `Orderer/${mspID}`].map((path) =>
          mspIn(from, path)
            .getRevocationListList_asU8()
            .map((bytes) => Buffer.from(bytes).toString()),
        );
      const once = changed(revoke(short));
      expect(listsIn(once)).to.deep.equal([[short], [short]]);
      const twice = applyOperations(once, [revoke(long)]);
      expect(listsIn(twice)).to.deep.equal([[long], [long]]);
      expect(listsIn(applyOperations(twice, [revoke(short)]))).to.deep.equal([[long], [long]]);

      const { msps } = newConfigBundle(channelID, twice);
      const identity = new msp.SerializedIdentity();
      identity.setMspid(mspID);
      identity.setIdBytes(Buffer.from(first.pem));
      expect(() => msps.deserialize(identity.serializeBinary())).to.throw(/revoked/);
    });

    it('leaves versions, policies of change and everything else to the update', () => {
      const result = changed({ operation: 'set-orderer', batchTimeout: 1234 });
      const update = changesOf(config, result) as { write_set: { groups: object } };
      expect(Object.keys(update.write_set.groups)).to.deep.equal(['Orderer']);
      const element = groupAt(result, 'Orderer').getValuesMap().get('BatchTimeout');
      expect([element?.getVersion(), element?.getModPolicy()]).to.deep.equal([0, 'Admins']);
      expect(groupAt(result, 'Orderer').getVersion()).to.equal(0);
    });

    it('keeps an element under the policy that it had', () => {
      const special = applyOperations(config, []);
      groupAt(special, 'Orderer').getValuesMap().get('BatchTimeout')?.setModPolicy('/Channel/Admins');
      groupAt(special, 'Application').getPoliciesMap().get('Admins')?.setModPolicy('/Channel/Admins');
      const result = applyOperations(special, [
        { operation: 'set-orderer', batchTimeout: 1 },
        { operation: 'set-application', policies: { Admins: { type: 'ImplicitMeta', rule: 'ALL Admins' } } },
      ]);
      expect(groupAt(result, 'Orderer').getValuesMap().get('BatchTimeout')?.getModPolicy()).to.equal('/Channel/Admins');
      expect(groupAt(result, 'Application').getPoliciesMap().get('Admins')?.getModPolicy()).to.equal('/Channel/Admins');
    });

    it('does not touch the bytes of a map that is in another order', () => {
      const unordered = applyOperations(config, []);
      const value = groupAt(unordered, 'Application').getValuesMap().get('ACLs');
      const entry = (resource: string) => {
        const acls = new peer.ACLs();
        const reference = new peer.APIResource();
        reference.setPolicyRef('/Channel/Application/Readers');
        acls.getAclsMap().set(resource, reference);
        return acls.serializeBinary();
      };
      const bytes = Buffer.concat([entry('qscc/GetBlockByHash'), entry('event/Block')]);
      value?.setValue(bytes);
      const result = applyOperations(unordered, [
        { operation: 'set-application', acls: { 'event/Block': '/Channel/Application/Readers' } },
      ]);
      expect(
        Buffer.from(groupAt(result, 'Application').getValuesMap().get('ACLs')?.getValue_asU8() ?? []),
      ).to.deep.equal(bytes);
    });

    it('does nothing for what is gone already', () => {
      const result = applyOperations(config, [
        { operation: 'remove-organization', name: 'NobodyMSP' },
        { operation: 'remove-consenter', host: 'nowhere.example.com', port: 1 },
        { operation: 'set-application', acls: { 'no/Resource': null }, policies: { Nothing: null } },
      ]);
      expect(result.serializeBinary()).to.deep.equal(config.serializeBinary());
    });

    const senseless: readonly { reason: string; operation: ChannelOperation; path: string; message: RegExp }[] = [
      {
        reason: 'anchor peers of an organization that is not there',
        operation: { operation: 'set-anchor-peers', name: 'NobodyMSP', anchorPeers: [] },
        path: 'operations[0].name',
        message: /no application organization NobodyMSP/,
      },
      {
        reason: 'an MSP that is not there',
        operation: { operation: 'set-msp', mspID: 'NobodyMSP', nodeOUs: true },
        path: 'operations[0].mspID',
        message: /no organization with MSP NobodyMSP/,
      },
      {
        reason: 'a new organization without MSP',
        operation: { operation: 'set-organization', name: 'NobodyMSP' },
        path: 'operations[0].msp',
        message: /is missing: the channel has no application organization NobodyMSP yet/,
      },
      {
        reason: 'options of the other consensus',
        operation: {
          operation: 'set-orderer',
          options: consensus === 'BFT' ? { electionTick: 5 } : { RequestPoolSize: 5 },
        },
        path: `operations[0].options.${consensus === 'BFT' ? 'electionTick' : 'RequestPoolSize'}`,
        message: new RegExp(`no option of ${consensus}`),
      },
    ];
    for (const { reason, operation, path, message } of senseless) {
      it(`refuses ${reason}`, () => {
        const error = thrownBy(() => applyOperations(config, [operation]));
        expect(error.path).to.equal(path);
        expect(error.message).to.match(message);
      });
    }
  });
}

describe('applyOperations on the consenters of a BFT channel', () => {
  let channel: OperationsChannel;
  let config: common.Config;
  before(async () => {
    channel = await newOperationsChannel();
    config = channel.configs.BFT;
  });

  const consensus: ConsensusName = 'BFT';

  it('changes the block validation policy with the consenters', async () => {
    const { mspID, authority, tlsAuthority } = channel.organizations[0];
    const node = await newTestNode({ authority, tlsAuthority }, 'orderer2.org1.example.com');
    const result = applyOperations(config, [
      { operation: 'set-consenter', ...consenterFields({ mspID, node }, consensus) },
    ]);
    expect(consentersIn(result).map(({ id }) => id)).to.deep.equal([1, 2, 3, 4, 5]);
    expect(blockValidationIn(result)).to.deep.equal({
      quorum: bftQuorum(5),
      identities: [...channel.organizations.map((organization) => organization.node.identity), node.identity],
    });
    const { host, port } = channel.organizations[1].node;
    const removed = applyOperations(result, [{ operation: 'remove-consenter', host, port }]);
    expect(blockValidationIn(removed).quorum).to.equal(bftQuorum(4));
    expect(consentersIn(removed).map(({ id }) => id)).to.deep.equal([1, 3, 4, 5]);
  });

  it('moves a consenter to another address by its id, with its endpoint', () => {
    const { mspID, node } = channel.organizations[2];
    const moved = { ...node, host: 'elsewhere.org3.example.com', port: 8050 };
    const result = applyOperations(config, [
      { operation: 'set-consenter', id: 3, ...consenterFields({ mspID, node: moved }, consensus) },
    ]);
    expect(consentersIn(result).map(({ host }) => host)).to.deep.equal([
      'orderer.org1.example.com',
      'orderer.org2.example.com',
      'elsewhere.org3.example.com',
      'orderer.org4.example.com',
    ]);
    expect(endpointsIn(result, mspID)).to.include('elsewhere.org3.example.com:8050');
  });

  it('keeps organization and identity of a consenter when they are not said', () => {
    const { node } = channel.organizations[2];
    const operation: ChannelOperation = {
      operation: 'set-consenter',
      host: node.host,
      port: node.port,
      clientTlsCert: node.tlsCert,
      serverTlsCert: node.tlsCert,
    };
    expect(applyOperations(config, [operation]).serializeBinary()).to.deep.equal(config.serializeBinary());
    const error = thrownBy(() => applyOperations(config, [{ ...operation, host: 'new.example.com' }]));
    expect(error.path).to.equal('operations[0].mspID');
  });
});
