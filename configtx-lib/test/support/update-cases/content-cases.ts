// SPDX-License-Identifier: Apache-2.0

import { common, peer } from '@hyperledger/fabric-protos';
import {
  addresses,
  capabilities,
  changeValue,
  edits,
  organizationGroup,
  removeGroup,
  removeValue,
  setGroup,
  setPolicy,
  setValue,
} from '../config-edits.js';
import { organizationOf, type TestConsortium } from '../test-channel.js';
import { garbage, type Specials } from './special.js';

/** Groups, values, capabilities and policies that Fabric knows, and others. */
export function contentCases({ organizations: all }: TestConsortium): Specials {
  const org4 = organizationOf({ organizations: all }, 'Org4MSP');
  const unknownType = new common.Policy();
  unknownType.setType(9);
  const undecodable = new common.Policy();
  undecodable.setType(common.Policy.PolicyType.SIGNATURE);
  undecodable.setValue(garbage);
  return {
    'an unknown value': { edit: setValue('Orderer/Colour', capabilities()) },
    'an unknown group': { edit: setGroup('Other') },
    consortiums: { edit: setGroup('Consortiums') },
    'an organization with a group': {
      edit: (channelGroup) => {
        const group = organizationGroup(org4);
        group.getGroupsMap().set('more', new common.ConfigGroup());
        setGroup('Application/Org4MSP', group)(channelGroup);
      },
    },
    'no orderer group': { edit: removeGroup('Orderer') },
    'no application group': { edit: removeGroup('Application') },
    'a value that cannot be decoded': { edit: setValue('Orderer/BatchSize', garbage) },
    'an unknown hashing algorithm': {
      edit: changeValue('HashingAlgorithm', common.HashingAlgorithm, (algorithm) => {
        algorithm.setName('MD5');
      }),
    },
    'another hashing structure': {
      edit: changeValue('BlockDataHashingStructure', common.BlockDataHashingStructure, (structure) => {
        structure.setWidth(10);
      }),
    },
    'a capability of the channel that does not exist': { edit: setValue('Capabilities', capabilities('V9_9')) },
    'a capability of the orderer that does not exist': {
      edit: setValue('Orderer/Capabilities', capabilities('V9_9', 'V2_0')),
    },
    'a capability of the application that does not exist': {
      edit: setValue('Application/Capabilities', capabilities('V9_9', 'V2_0')),
    },
    'a capability of the application': { edit: setValue('Application/Capabilities', capabilities('V2_5')) },
    'no capabilities of the orderer': { edit: removeValue('Orderer/Capabilities') },
    'access control lists': {
      edit: (channelGroup) => {
        const lists = new peer.ACLs();
        const resource = new peer.APIResource();
        resource.setPolicyRef('/Channel/Application/Writers');
        lists.getAclsMap().set('peer/Propose', resource);
        setValue('Application/ACLs', lists)(channelGroup);
      },
    },
    'access control lists without the capability': {
      edit: edits(
        setValue('Application/ACLs', new peer.ACLs()),
        setValue('Application/Capabilities', capabilities('V1_1')),
      ),
    },
    'a policy of an unknown type': { edit: setPolicy('Application/Strange', unknownType) },
    'a policy that cannot be decoded': { edit: setPolicy('Application/Strange', undecodable) },
    'a policy that names nobody': {
      edit: (channelGroup) => {
        const rule = new common.SignaturePolicy();
        rule.setSignedBy(3);
        const envelope = new common.SignaturePolicyEnvelope();
        envelope.setRule(rule);
        const policy = new common.Policy();
        policy.setType(common.Policy.PolicyType.SIGNATURE);
        policy.setValue(envelope.serializeBinary());
        setPolicy('Application/Strange', policy)(channelGroup);
      },
    },
    'global endpoints of orderers': { edit: setValue('OrdererAddresses', addresses('orderer.example.com:7050')) },
    'no capabilities of the channel, no global endpoints': { edit: setValue('Capabilities', capabilities('V1_1')) },
  };
}
