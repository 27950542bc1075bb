// SPDX-License-Identifier: Apache-2.0

import { configFromBlock, type ConfigBundle, type MspManager, type SignedData } from '@opssc/configtx';
import { peer, type common } from '@hyperledger/fabric-protos';
import type { ChannelLedger } from '../ledger/ledger.js';
import { errorMessage } from '../node/error-message.js';

/** Checked against the peer's own MSP, on no channel. Channels can't override these. */
const localPolicies: Readonly<Record<string, 'Admins' | 'Members'>> = {
  '_lifecycle/InstallChaincode': 'Admins',
  '_lifecycle/QueryInstalledChaincode': 'Admins',
  '_lifecycle/GetInstalledChaincodePackage': 'Admins',
  '_lifecycle/QueryInstalledChaincodes': 'Admins',
  '_lifecycle/ApproveChaincodeDefinitionForMyOrg': 'Admins',
  '_lifecycle/QueryApprovedChaincodeDefinition': 'Admins',
  '_lifecycle/QueryApprovedChaincodeDefinitions': 'Admins',
  'cscc/JoinChain': 'Admins',
  'cscc/JoinChainBySnapshot': 'Admins',
  'cscc/JoinBySnapshotStatus': 'Admins',
  'cscc/GetChannels': 'Members',
};

const readers = '/Channel/Application/Readers';
const writers = '/Channel/Application/Writers';

/** Defaults where the channel's ACLs name no other policy. */
const channelPolicies: Readonly<Record<string, string>> = {
  '_lifecycle/CommitChaincodeDefinition': writers,
  '_lifecycle/QueryChaincodeDefinition': writers,
  '_lifecycle/QueryChaincodeDefinitions': writers,
  '_lifecycle/CheckCommitReadiness': writers,
  'qscc/GetChainInfo': readers,
  'qscc/GetBlockByNumber': readers,
  'qscc/GetBlockByHash': readers,
  'qscc/GetTransactionByID': readers,
  'qscc/GetBlockByTxID': readers,
  'cscc/GetConfigBlock': readers,
  'cscc/GetChannelConfig': readers,
  'peer/Propose': writers,
  'peer/ChaincodeToChaincode': writers,
  'event/Block': readers,
  'event/FilteredBlock': readers,
  'gateway/CommitStatus': readers,
  'gateway/ChaincodeEvents': readers,
};

export interface AccessControlOptions {
  readonly localMsp: MspManager;
  readonly channelOf: (channelID: string) => ChannelLedger | undefined;
}

/** Who may use which resource of a peer: core/aclmgmt of Fabric, with its defaults and its words. */
export class AccessControl {
  readonly #localMsp: MspManager;
  readonly #channelOf: AccessControlOptions['channelOf'];

  constructor(options: AccessControlOptions) {
    this.#localMsp = options.localMsp;
    this.#channelOf = options.channelOf;
  }

  /** Undefined when `signer` may, else the reason. */
  check(resource: string, channelID: string, signer: SignedData): string | undefined {
    const role = localPolicies[resource];
    if (role) {
      return this.#checkLocal(role, signer);
    }
    const channel = this.#channelOf(channelID);
    const configured = channel && configuredPolicy(channel, resource);
    if (configured !== undefined) {
      const denied = channel?.bundle.policies.evaluate(configured, [signer]);
      return denied && `failed evaluating policy on signed data during check policy [${configured}]: [${denied}]`;
    }
    const policy = channelPolicies[resource];
    if (policy === undefined) {
      return `Unmapped policy for ${resource}`;
    }
    if (!channel) {
      return `Failed to get policy manager for channel [${channelID}]`;
    }
    const denied = channel.bundle.policies.evaluate(policy, [signer]);
    return (
      denied &&
      `Failed evaluating policy on signed data during check policy on channel [${channelID}] with policy [${policy}]: [${denied}]`
    );
  }

  #checkLocal(policy: 'Admins' | 'Members', signer: SignedData): string | undefined {
    const during = `during channelless check policy with policy [${policy}]`;
    try {
      const identity = this.#localMsp.deserialize(signer.identity);
      if (!identity.roles.has(policy === 'Admins' ? 'admin' : 'member')) {
        return (
          `Failed verifying that proposal's creator satisfies local MSP principal ${during}: ` +
          '[The identity is not an admin under this MSP]'
        );
      }
      return identity.verify(signer.data, signer.signature) ? undefined : 'The signature is invalid';
    } catch (error) {
      return `Failed deserializing proposal creator ${during}: [${errorMessage(error)}]`;
    }
  }
}

const policiesByBundle = new WeakMap<ConfigBundle, ReadonlyMap<string, string>>();

/** The policy that the channel's ACLs give the resource. */
function configuredPolicy(channel: ChannelLedger, resource: string): string | undefined {
  const { bundle } = channel;
  let policies = policiesByBundle.get(bundle);
  if (!policies) {
    policies = readAcls(channel.lastConfigBlock);
    policiesByBundle.set(bundle, policies);
  }
  return policies.get(resource);
}

function readAcls(block: common.Block): ReadonlyMap<string, string> {
  const application = configFromBlock(block).config.getChannelGroup()?.getGroupsMap().get('Application');
  const value = application?.getValuesMap().get('ACLs')?.getValue_asU8() ?? new Uint8Array();
  const acls = peer.ACLs.deserializeBinary(value).getAclsMap();
  return new Map(
    acls.toArray().flatMap(([resource]) => {
      const reference = acls.get(resource)?.getPolicyRef();
      return reference ? [[resource, absolutePolicy(reference)] as const] : [];
    }),
  );
}

/** A policy without a path is one of the application group. */
function absolutePolicy(reference: string): string {
  return reference.startsWith('/') ? reference : `/Channel/Application/${reference}`;
}
