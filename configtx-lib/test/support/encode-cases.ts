// SPDX-License-Identifier: Apache-2.0

export interface EncodeCase {
  readonly type: string;
  /** As text: some numbers are no longer themselves once JavaScript has read them. */
  readonly json: string;
  /** Of the element that is refused; undefined for what is taken. */
  readonly refusedAt?: string;
}

const taken = (type: string, ...texts: readonly string[]): EncodeCase[] => texts.map((json) => ({ type, json }));
const refused = (type: string, refusedAt: string, ...texts: readonly string[]): EncodeCase[] =>
  texts.map((json) => ({ type, json, refusedAt }));

/** JSON of which configtxlator was asked whether it takes it. */
export const encodeCases: readonly EncodeCase[] = [
  ...taken('common.LastConfig', '{}', '{"index": null}', '{"index": 7}', '{"index": "7"}', '{"index": 7.0}'),
  ...taken('common.LastConfig', '{"index": 70e-1}', '{"index": "18446744073709551615"}', '{"index": "1e2"}'),
  ...refused('common.LastConfig', 'index', '{"index": -1}', '{"index": "18446744073709551616"}', '{"index": 1.5}'),
  ...refused('common.LastConfig', 'index', '{"index": " 7"}', '{"index": "0x7"}', '{"index": ""}', '{"index": true}'),
  ...refused('common.LastConfig', 'index', '{"index": "07"}', '{"index": "+7"}', '{"index": []}', '{"index": {}}'),
  ...refused('common.LastConfig', 'other', '{"other": 7}'),
  ...refused('common.LastConfig', '', '[]', '7', '"7"'),
  ...taken('protos.AnchorPeer', '{"port": -2147483648}', '{"port": "2147483647"}', '{"host": "\\ud800"}'),
  ...refused('protos.AnchorPeer', 'port', '{"port": 2147483648}', '{"port": "-2147483649"}'),
  ...refused('protos.AnchorPeer', 'host', '{"host": 7}', '{"host": {}}'),
  ...taken('common.BlockDataHashingStructure', '{"width": 4294967295}', '{"width": 0}'),
  ...refused('common.BlockDataHashingStructure', 'width', '{"width": 4294967296}', '{"width": -1}'),
  ...taken('msp.KeyInfo', '{"keyIdentifier": "a", "key_material": "AQI="}', '{"key_material": "AQI"}'),
  ...taken('msp.KeyInfo', '{"key_material": "_-8="}', '{"key_material": "/+8"}', '{"key_material": ""}'),
  ...refused('msp.KeyInfo', 'key_material', '{"key_material": "A"}', '{"key_material": "AQI=="}'),
  ...refused(
    'msp.KeyInfo',
    'key_material',
    '{"key_material": "/_8="}',
    '{"key_material": "A Q="}',
    '{"key_material": 1}',
  ),
  ...refused('msp.KeyInfo', 'key_identifier', '{"keyIdentifier": "a", "key_identifier": "b"}'),
  ...taken('msp.FabricNodeOUs', '{"enable": true}', '{"enable": false}', '{"enable": null}'),
  ...refused('msp.FabricNodeOUs', 'enable', '{"enable": "true"}', '{"enable": 1}'),
  ...taken('common.ImplicitMetaPolicy', '{"rule": "MAJORITY"}', '{"rule": 2}', '{"rule": 17}', '{"rule": -1}'),
  ...refused('common.ImplicitMetaPolicy', 'rule', '{"rule": "majority"}', '{"rule": "2"}', '{"rule": "toString"}'),
  ...taken('common.OrdererAddresses', '{"addresses": []}', '{"addresses": null}', '{"addresses": ["", "a"]}'),
  ...refused('common.OrdererAddresses', 'addresses', '{"addresses": "a"}', '{"addresses": {}}'),
  ...refused('common.OrdererAddresses', 'addresses[1]', '{"addresses": ["a", null]}', '{"addresses": ["a", 1]}'),
  ...taken('common.SignaturePolicy', '{"signed_by": 0}', '{"n_out_of": {}}', '{"n_out_of": null, "signed_by": 1}'),
  ...refused('common.SignaturePolicy', 'n_out_of', '{"signed_by": 0, "n_out_of": {}}'),
  ...taken('common.Capabilities', '{"capabilities": {"V2_0": {}}}', '{"capabilities": {}}'),
  ...refused('common.Capabilities', 'capabilities.V2_0', '{"capabilities": {"V2_0": "on"}}'),
  ...refused('common.Capabilities', 'capabilities["V 2"].on', '{"capabilities": {"V 2": {"on": true}}}'),
  ...refused('common.Capabilities', 'capabilities', '{"capabilities": ["V2_0"]}'),
  ...taken('common.ChannelHeader', '{"timestamp": "2026-02-28T23:59:59Z"}', '{"timestamp": null}'),
  ...taken('common.ChannelHeader', '{"timestamp": "2026-02-28T23:59:59.123456789+05:30"}'),
  ...taken('common.ChannelHeader', '{"timestamp": "0001-01-01T00:00:00Z"}', '{"timestamp": "9999-12-31T23:59:59.9Z"}'),
  ...refused('common.ChannelHeader', 'timestamp', '{"timestamp": "2026-02-29T00:00:00Z"}', '{"timestamp": 0}'),
  ...refused(
    'common.ChannelHeader',
    'timestamp',
    '{"timestamp": "2026-02-28"}',
    '{"timestamp": "2026-02-28T00:00:00"}',
  ),
  ...refused('common.ChannelHeader', 'timestamp', '{"timestamp": "2026-02-28T24:00:00Z"}', '{"timestamp": ""}'),
  ...refused('common.ChannelHeader', 'timestamp', '{"timestamp": "0001-01-01T00:00:00+01:00"}'),
  ...refused('common.ChannelHeader', 'extension', '{"type": 1, "extension": {}}'),
  ...taken('common.ChannelHeader', '{"type": 3, "extension": {}}', '{"type": 1, "extension": null}'),
  ...taken('common.Policy', '{"type": 3, "value": {"rule": "ANY"}}', '{"value": null}', '{"type": 1, "value": {}}'),
  ...refused('common.Policy', 'value', '{"type": 2, "value": {}}', '{"type": 3, "value": "AQI="}', '{"value": {}}'),
  ...refused('common.Policy', 'value.rule', '{"type": 3, "value": {"rule": "SOME"}}'),
  ...taken(
    'orderer.ConsensusType',
    '{"type": "solo", "metadata": {}}',
    '{"metadata": {"options": {}}, "type": "etcdraft"}',
  ),
  ...refused('orderer.ConsensusType', 'metadata.options', '{"type": "solo", "metadata": {"options": {}}}'),
  ...refused('common.Payload', 'data', '{"data": {"config": null}}', '{"header": {}, "data": "AQI="}'),
  ...taken('common.Payload', '{"header": {}, "data": {"version": "1", "value": "AQI="}}'),
  ...refused('common.Config', 'channel_group.groups.Other', '{"channel_group": {"groups": {"Other": {}}}}'),
  ...refused(
    'common.Config',
    'channel_group.values.MSP.value',
    '{"channel_group": {"values": {"MSP": {"value": {"type": 0}}}}}',
  ),
  ...refused(
    'common.Config',
    'channel_group.groups.Consortiums.values.MSP',
    '{"channel_group": {"groups": {"Consortiums": {"values": {"MSP": {}}}}}}',
  ),
];
