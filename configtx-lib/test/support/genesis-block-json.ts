// SPDX-License-Identifier: Apache-2.0

import { common, msp, orderer, peer } from '@hyperledger/fabric-protos';
import { plainMessage } from './plain-message.js';

type Decoder = (bytes: Uint8Array) => unknown;

/** A genesis block as configtxlator writes it, for the messages that a genesis block has. */
export function genesisBlockJson(block: common.Block): unknown {
  const header = block.getHeader();
  return {
    header: header && { ...plainMessage(header), number: String(header.getNumber()) },
    data: { data: block.getData()?.getDataList_asU8().map(envelopeJson) },
    metadata: block.getMetadata()?.toObject() && { metadata: block.getMetadata()?.getMetadataList_asB64() },
  };
}

function envelopeJson(bytes: Uint8Array): unknown {
  const envelope = common.Envelope.deserializeBinary(bytes);
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const config = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8()).getConfig();
  const channelHeader = common.ChannelHeader.deserializeBinary(
    payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
  );
  const signatureHeader = common.SignatureHeader.deserializeBinary(
    payload.getHeader()?.getSignatureHeader_asU8() ?? new Uint8Array(),
  );
  return {
    payload: {
      data: {
        config: { channel_group: groupJson(config?.getChannelGroup()), sequence: String(config?.getSequence()) },
        last_update: null,
      },
      header: {
        channel_header: {
          ...plainMessage(channelHeader),
          epoch: String(channelHeader.getEpoch()),
          extension: null,
          timestamp: channelHeader.getTimestamp()?.toDate().toISOString().replace('.000Z', 'Z'),
        },
        signature_header: { creator: null, nonce: signatureHeader.getNonce_asB64() },
      },
    },
    signature: envelope.getSignature_asB64(),
  };
}

function groupJson(group: common.ConfigGroup | undefined): unknown {
  return {
    groups: mapJson(group?.getGroupsMap().entries(), groupJson),
    mod_policy: group?.getModPolicy(),
    policies: mapJson(group?.getPoliciesMap().entries(), (element) => ({
      mod_policy: element.getModPolicy(),
      policy: policyJson(element.getPolicy()),
      version: String(element.getVersion()),
    })),
    values: mapJson(group?.getValuesMap().entries(), (element, name) => ({
      mod_policy: element.getModPolicy(),
      value: element.getValue_asU8().length === 0 ? null : decoderOf(name)(element.getValue_asU8()),
      version: String(element.getVersion()),
    })),
    version: String(group?.getVersion()),
  };
}

function mapJson<T>(entries: Iterable<[string, T]> | undefined, json: (value: T, name: string) => unknown): unknown {
  return Object.fromEntries([...(entries ?? [])].map(([name, value]) => [name, json(value, name)]));
}

function policyJson(policy: common.Policy | undefined): unknown {
  const bytes = policy?.getValue_asU8() ?? new Uint8Array();
  const isSignature = policy?.getType() === common.Policy.PolicyType.SIGNATURE;
  return { type: policy?.getType(), value: isSignature ? signaturePolicyJson(bytes) : implicitMetaPolicyJson(bytes) };
}

function implicitMetaPolicyJson(bytes: Uint8Array): unknown {
  const policy = common.ImplicitMetaPolicy.deserializeBinary(bytes);
  return { rule: nameOf(common.ImplicitMetaPolicy.Rule, policy.getRule()), sub_policy: policy.getSubPolicy() };
}

function signaturePolicyJson(bytes: Uint8Array): unknown {
  const policy = common.SignaturePolicyEnvelope.deserializeBinary(bytes);
  return {
    version: policy.getVersion(),
    rule: ruleJson(policy.getRule()),
    identities: policy.getIdentitiesList().map(principalJson),
  };
}

function ruleJson(rule: common.SignaturePolicy | undefined): unknown {
  const gate = rule?.getNOutOf();
  return gate
    ? { n_out_of: { n: gate.getN(), rules: gate.getRulesList().map(ruleJson) } }
    : { signed_by: rule?.getSignedBy() };
}

function principalJson(principal: msp.MSPPrincipal): unknown {
  const classification = nameOf(msp.MSPPrincipal.Classification, principal.getPrincipalClassification());
  const bytes = principal.getPrincipal_asU8();
  if (classification === 'IDENTITY') {
    const identity = msp.SerializedIdentity.deserializeBinary(bytes);
    return { principal_classification: classification, principal: plainMessage(identity) };
  }
  const role = msp.MSPRole.deserializeBinary(bytes);
  return {
    principal_classification: classification,
    principal: { ...plainMessage(role), role: nameOf(msp.MSPRole.MSPRoleType, role.getRole()) },
  };
}

function decoderOf(name: string): Decoder {
  const decoder = decoders[name];
  if (!decoder) {
    throw new Error(`no such value in a genesis block: ${name}`);
  }
  return decoder;
}

const simple =
  (type: { deserializeBinary(bytes: Uint8Array): { toObject(): object } }): Decoder =>
  (bytes) =>
    plainMessage(type.deserializeBinary(bytes));

const decoders: Readonly<Record<string, Decoder>> = {
  ACLs: simple(peer.ACLs),
  AnchorPeers: simple(peer.AnchorPeers),
  BatchSize: simple(orderer.BatchSize),
  BatchTimeout: simple(orderer.BatchTimeout),
  BlockDataHashingStructure: simple(common.BlockDataHashingStructure),
  Capabilities: simple(common.Capabilities),
  Endpoints: simple(common.OrdererAddresses),
  HashingAlgorithm: simple(common.HashingAlgorithm),
  Orderers: simple(common.Orderers),
  MSP: (bytes) => {
    const config = msp.MSPConfig.deserializeBinary(bytes);
    return {
      type: config.getType(),
      config: plainMessage(msp.FabricMSPConfig.deserializeBinary(config.getConfig_asU8())),
    };
  },
  ConsensusType: (bytes) => {
    const consensus = orderer.ConsensusType.deserializeBinary(bytes);
    const isRaft = consensus.getType() === 'etcdraft';
    const metadata = consensus.getMetadata_asU8();
    return {
      type: consensus.getType(),
      state: nameOf(orderer.ConsensusType.State, consensus.getState()),
      metadata: isRaft ? plainMessage(orderer.etcdraft.ConfigMetadata.deserializeBinary(metadata)) : bftJson(metadata),
    };
  },
};

/** Its numbers have 64 bits, which JSON has as texts. */
function bftJson(bytes: Uint8Array): unknown {
  const options = orderer.smartbft.Options.deserializeBinary(bytes);
  const fields = Object.entries(plainMessage(options)).map(([name, value]) => [
    name,
    typeof value === 'number' ? String(value) : value,
  ]);
  return {
    ...Object.fromEntries(fields),
    leader_rotation: nameOf(orderer.smartbft.Options.Rotation, options.getLeaderRotation()),
  };
}

function nameOf(values: object, number: number): string | undefined {
  return Object.entries(values).find(([, value]) => value === number)?.[0];
}
