// SPDX-License-Identifier: Apache-2.0

import { common, orderer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { ConfigTxError, simulateUpdate, updateEnvelopeOf, validateConfigEnvelope } from '../../src/index.js';
import { changeValue, setPolicy } from '../support/config-edits.js';
import {
  firstConfig,
  newTestConsortium,
  ordererMspIDs,
  organizationOf,
  testProfile,
  testSigner,
} from '../support/test-channel.js';
import { edited, newUpdateCase } from '../support/update-case.js';

const channelID = 'etcdraft-channel';

describe('validateConfigEnvelope', () => {
  let current: common.Config;
  let envelope: common.ConfigEnvelope;

  before(async function () {
    this.timeout(30_000);
    const consortium = await newTestConsortium();
    current = firstConfig(testProfile(consortium, 'etcdraft'));
    const { transaction } = await newUpdateCase({
      consortium,
      channelID,
      current,
      sender: testSigner('Org1MSP', organizationOf(consortium, 'Org1MSP').client),
      edit: changeValue('Orderer/BatchSize', orderer.BatchSize, (size) => {
        size.setMaxMessageCount(1);
      }),
      signers: ordererMspIDs,
    });
    envelope = simulateUpdate({
      channelID,
      current,
      envelope: updateEnvelopeOf(transaction),
      transaction,
      now: new Date(),
    });
  });

  function tampered(tamper: (copy: common.ConfigEnvelope) => void): () => void {
    const copy = common.ConfigEnvelope.deserializeBinary(envelope.serializeBinary());
    tamper(copy);
    return () => {
      validateConfigEnvelope({ channelID, current, envelope: copy });
    };
  }

  it('takes what an update has led to', () => {
    expect(tampered(() => undefined)).not.to.throw();
  });

  it('takes it as often as it is asked', () => {
    expect(tampered(() => undefined)).not.to.throw();
    expect(tampered(() => undefined)).not.to.throw();
  });

  const refusals: readonly {
    readonly reason: string;
    readonly tamper: (copy: common.ConfigEnvelope) => void;
    readonly text: string;
  }[] = [
    {
      reason: 'no configuration',
      tamper: (copy) => {
        copy.clearConfig();
      },
      text: 'config envelope has nil config',
    },
    {
      reason: 'a sequence left out',
      tamper: (copy) => copy.getConfig()?.setSequence(7),
      text: 'config currently at sequence 0, cannot validate config at sequence 7',
    },
    {
      reason: 'more than the update',
      tamper: (copy) => {
        const config = copy.getConfig() ?? new common.Config();
        copy.setConfig(edited(config, setPolicy('Application/Admins', 'ANY Admins')));
      },
      text: 'ConfigEnvelope LastUpdate did not produce the supplied config result',
    },
    {
      reason: 'no update',
      tamper: (copy) => {
        copy.clearLastUpdate();
      },
      text: 'envelope must have a Header',
    },
    {
      reason: 'an update of another type',
      tamper: (copy) => {
        retype(copy, common.HeaderType.CONFIG);
      },
      text: 'invalid type CONFIG, expected CONFIG_UPDATE',
    },
    {
      reason: 'signatures taken away',
      tamper: (copy) => {
        resign(copy, (update) => {
          update.clearSignaturesList();
        });
      },
      text: "error validating DeltaSet: policy for [Value]  /Channel/Orderer/BatchSize not satisfied: implicit policy evaluation failed - 0 sub-policies were satisfied, but this policy requires 2 of the 'Admins' sub-policies to be satisfied",
    },
  ];
  for (const { reason, tamper, text } of refusals) {
    it(`refuses ${reason}`, () => {
      expect(tampered(tamper)).to.throw(ConfigTxError, text);
    });
  }

  it('refuses it on another channel', () => {
    expect(() => {
      validateConfigEnvelope({ channelID: 'another', current, envelope });
    }).to.throw(ConfigTxError, "ConfigUpdate for channel 'etcdraft-channel' but envelope for channel 'another'");
  });

  it('refuses it a second time', () => {
    const next = envelope.getConfig() ?? new common.Config();
    expect(() => {
      validateConfigEnvelope({ channelID, current: next, envelope });
    }).to.throw(ConfigTxError, 'config currently at sequence 1, cannot validate config at sequence 1');
  });
});

function changePayload(envelope: common.ConfigEnvelope, change: (payload: common.Payload) => void): void {
  const update = envelope.getLastUpdate() ?? new common.Envelope();
  const payload = common.Payload.deserializeBinary(update.getPayload_asU8());
  change(payload);
  update.setPayload(payload.serializeBinary());
}

function retype(envelope: common.ConfigEnvelope, type: common.HeaderTypeMap[keyof common.HeaderTypeMap]): void {
  changePayload(envelope, (payload) => {
    const header = new common.ChannelHeader();
    header.setType(type);
    payload.getHeader()?.setChannelHeader(header.serializeBinary());
  });
}

function resign(envelope: common.ConfigEnvelope, change: (update: common.ConfigUpdateEnvelope) => void): void {
  changePayload(envelope, (payload) => {
    const update = common.ConfigUpdateEnvelope.deserializeBinary(payload.getData_asU8());
    change(update);
    payload.setData(update.serializeBinary());
  });
}
