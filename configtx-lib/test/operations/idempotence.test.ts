// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import fc from 'fast-check';
import {
  applyOperations,
  type ChannelOperation,
  ConfigTxError,
  operationNames,
  parseOperations,
} from '../../src/index.js';
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

interface World {
  readonly channel: OperationsChannel;
  readonly organizations: readonly TestOrganization[];
  readonly spareNodes: readonly TestNode[];
  readonly revocationLists: readonly { readonly mspID: string; readonly pem: string }[];
}

async function newWorld(): Promise<World> {
  const channel = await newOperationsChannel();
  const joining = await newTestOrganization(6);
  const organizations = [...channel.organizations, channel.peersOnly, joining];
  const spareNodes = await Promise.all(
    organizations.map((organization, index) => newTestNode(organization, `spare${index}.example.com`)),
  );
  const lists = await Promise.all(
    organizations.map(async ({ mspID, authority }) => {
      const certificates = await Promise.all([
        authority.issue({ commonName: 'one' }),
        authority.issue({ commonName: 'two' }),
      ]);
      const pems = [await authority.revoke(certificates[0]), await authority.revoke(...certificates)];
      return pems.map((pem) => ({ mspID, pem }));
    }),
  );
  return { channel, organizations, spareNodes, revocationLists: lists.flat() };
}

/** Any of the operations, on organizations and nodes that are on the channel or not. */
function operationIn(world: World, consensus: ConsensusName): fc.Arbitrary<ChannelOperation> {
  const organization = fc.constantFrom(...world.organizations);
  const name = fc.oneof(
    organization.map(({ mspID }) => mspID),
    fc.constant('NobodyMSP'),
  );
  const groups = fc.constantFrom(['application'] as const, ['orderer'] as const, ['application', 'orderer'] as const);
  const policies = fc.dictionary(
    fc.constantFrom('Admins', 'Readers', 'Writers', 'Extra', 'Endorsement'),
    fc.constantFrom(
      { type: 'ImplicitMeta', rule: 'ANY Admins' } as const,
      { type: 'Signature', rule: "OR('Org1MSP.admin', 'Org2MSP.admin')" } as const,
      null,
    ),
  );
  const anchorPeers = fc.array(fc.record({ host: fc.constantFrom('a', 'b'), port: fc.integer({ min: 1, max: 3 }) }));
  const endpoints = fc.array(fc.constantFrom('a:1', 'b:2', 'orderer.org1.example.com:7050'));
  const pems = fc.subarray(world.organizations.map(({ authority }) => authority.pem));
  const node = fc.constantFrom(...world.organizations.map((entry) => entry.node), ...world.spareNodes);
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const capabilities = fc.subarray(['V2_0', 'V3_0', 'V2_5']);

  return fc
    .oneof(
      fc
        .record({ organization, groups, withMsp: fc.boolean(), policies: maybe(policies), anchorPeers, endpoints })
        .map(
          ({
            organization: { mspID, msp },
            groups: sides,
            withMsp,
            policies: rules,
            anchorPeers: peers,
            endpoints,
          }) => ({
            operation: 'set-organization',
            name: mspID,
            groups: sides,
            msp: withMsp ? msp : undefined,
            policies: rules,
            anchorPeers: sides.some((side) => side === 'application') ? peers : undefined,
            ordererEndpoints: sides.some((side) => side === 'orderer') ? endpoints : undefined,
          }),
        ),
      fc.record({ operation: fc.constant('remove-organization'), name, groups: maybe(groups) }),
      fc
        .record({ organization, node, id: maybe(fc.integer({ min: 1, max: 9 })), endpoint: maybe(fc.constant('c:3')) })
        .map(({ organization: { mspID }, node: at, id, endpoint }) => ({
          operation: 'set-consenter',
          ...consenterFields({ mspID, node: at }, consensus),
          id: consensus === 'BFT' ? id : undefined,
          ordererEndpoint: endpoint,
        })),
      node.map(({ host, port }) => ({ operation: 'remove-consenter', host, port })),
      fc.record({ at: node, from: node }).map(({ at: { host, port }, from: { tlsCert } }) => ({
        operation: 'replace-consenter-certificate',
        host,
        port,
        clientTlsCert: tlsCert,
      })),
      fc
        .record({
          batchTimeout: maybe(fc.integer({ min: 1, max: 100_000 })),
          maxMessageCount: maybe(fc.integer({ min: 1, max: 1000 })),
          maxChannels: maybe(fc.nat(5)),
          policies: maybe(policies),
          capabilities: maybe(capabilities),
          withOptions: fc.boolean(),
        })
        .map(({ maxMessageCount, withOptions, ...fields }) => ({
          operation: 'set-orderer',
          ...fields,
          batchSize: maxMessageCount === undefined ? undefined : { maxMessageCount },
          options: withOptions ? (consensus === 'BFT' ? { RequestPoolSize: 7 } : { electionTick: 7 }) : undefined,
        })),
      fc.record({
        operation: fc.constant('set-channel'),
        policies: maybe(policies),
        capabilities: maybe(capabilities),
        ordererAddresses: maybe(endpoints),
      }),
      fc.record({
        operation: fc.constant('set-application'),
        policies: maybe(policies),
        capabilities: maybe(capabilities),
        acls: maybe(
          fc.dictionary(
            fc.constantFrom('event/Block', 'peer/Propose', 'qscc/GetChainInfo'),
            fc.constantFrom('/Channel/Application/Admins', '/Channel/Application/Readers', null),
          ),
        ),
      }),
      fc.record({ operation: fc.constant('set-anchor-peers'), name, anchorPeers }),
      fc.record({ operation: fc.constant('set-orderer-endpoints'), name, ordererEndpoints: endpoints }),
      fc
        .record({ name, add: pems, remove: pems, nodeOUs: fc.constantFrom(true, false, undefined) })
        .map(({ name: mspID, add, remove, nodeOUs }) => ({
          operation: 'set-msp',
          mspID,
          add: { rootCerts: add, tlsRootCerts: add },
          remove: { rootCerts: remove.filter((pem) => !add.includes(pem)), admins: remove },
          nodeOUs,
        })),
      fc.constantFrom(...world.revocationLists).map(({ mspID, pem }) => ({
        operation: 'revoke-certificates',
        mspID,
        revocationList: [pem],
      })),
      fc
        .constantFrom('enter-maintenance', 'leave-maintenance')
        .map((step) => ({ operation: 'migrate-consensus', step })),
      fc.constant({
        operation: 'migrate-consensus',
        step: 'switch',
        consenters: world.channel.organizations.map(({ mspID, node: { host, port, identity } }, index) => ({
          id: index + 1,
          host,
          port,
          mspID,
          identity,
        })),
      }),
    )
    .map((operation) => {
      const [parsed] = parseOperations([JSON.parse(JSON.stringify(operation))]);
      return parsed as ChannelOperation;
    });
}

for (const consensus of consensusNames) {
  describe(`applyOperations on a ${consensus} channel, any operation`, () => {
    let world: World;
    before(async () => {
      world = await newWorld();
    });

    it('changes nothing more when it is applied to its own result', () => {
      const config = world.channel.configs[consensus];
      const applied = new Set<string>();
      fc.assert(
        fc.property(operationIn(world, consensus), (operation) => {
          const once = attempt(() => applyOperations(config, [operation]));
          fc.pre(once !== undefined);
          applied.add(operation.operation);
          expect(parseOperations(JSON.parse(JSON.stringify([operation])))).to.deep.equal([operation]);
          expect(applyOperations(once, [operation]).serializeBinary()).to.deep.equal(once.serializeBinary());
        }),
        { numRuns: 250 },
      );
      expect([...applied].sort(), 'every operation has had its turn').to.deep.equal([...operationNames].sort());
    });

    it('changes nothing more when it is applied after others', () => {
      const config = world.channel.configs[consensus];
      const operation = operationIn(world, consensus);
      fc.assert(
        fc.property(fc.array(operation, { minLength: 1, maxLength: 4 }), operation, (earlier, last) => {
          const before = attempt(() => applyOperations(config, earlier));
          fc.pre(before !== undefined);
          const once = attempt(() => applyOperations(before, [last]));
          fc.pre(once !== undefined);
          expect(applyOperations(once, [last]).serializeBinary()).to.deep.equal(once.serializeBinary());
        }),
        { numRuns: 60 },
      );
    });
  });
}

/** Undefined for operations that have no meaning for the channel. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof ConfigTxError) {
      return undefined;
    }
    throw error;
  }
}
