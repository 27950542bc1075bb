// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { ManifestError } from '../../src/manifest/manifest-error.js';
import { parseManifest } from '../../src/manifest/parse-manifest.js';
import { UsageError } from '../../src/usage-error.js';

const state = 'kind: set-channel-state\nchannelID: mychannel\nstate: disabled\n';

const parse = (text: string, assignments: readonly string[] = []) =>
  parseManifest({ text, name: 'm.yaml', assignments });

const mistakesIn = (text: string): readonly string[] => {
  try {
    parse(text);
    return [];
  } catch (error) {
    expect(error).to.be.instanceOf(ManifestError);
    return (error as ManifestError).message.split('\n');
  }
};

describe('parseManifest', () => {
  it('reads several documents, and passes over empty ones', () => {
    const documents = parse(`---\n${state}---\n---\n${state.replace('disabled', 'application')}`);

    expect(documents.map(({ body }) => body)).to.deep.equal([
      { kind: 'set-channel-state', channelID: 'mychannel', state: 'disabled' },
      { kind: 'set-channel-state', channelID: 'mychannel', state: 'application' },
    ]);
  });

  it('reads JSON, which is YAML as well', () => {
    const [document] = parse('{"kind":"set-channel-state","channelID":"mychannel","state":"disabled"}');

    expect(document?.body).to.deep.equal({ kind: 'set-channel-state', channelID: 'mychannel', state: 'disabled' });
  });

  it('puts texts in before it looks', () => {
    const [document] = parse(state.replace('disabled', 'undecided'), ['state=application', 'description=a=b']);

    expect(document?.body).to.deep.include({ state: 'application', description: 'a=b' });
  });

  it('makes room for a text whose place is not there', () => {
    const text =
      'kind: deploy-chaincode\nchannelID: a\nchaincodeName: b\nchaincodePackage: { connection: { address: x } }\n';
    const digest = `sha256:${'0'.repeat(64)}`;

    const [document] = parse(text, [`chaincodePackage.digest.image=${digest}`, 'chaincodeDefinition.version=1']);

    expect(document?.body).to.have.nested.property('chaincodePackage.digest.image', digest);
    expect(document?.body).to.have.nested.property('chaincodeDefinition.version', '1');
  });

  it('refuses texts for several documents, and those that have no place', () => {
    expect(() => parse(`${state}---\n${state}`, ['state=disabled'])).to.throw(UsageError, 'one document');
    expect(() => parse(state, ['state'])).to.throw(UsageError, 'PATH=VALUE');
    expect(() => parse(state, ['state.deeper=1'])).to.throw(UsageError, '--set state.deeper');
  });

  it('tells where a field stands, or would', () => {
    const [, document] = parse(`${state}---\n${state}`);

    expect(document?.placeOf(['state'])).to.equal('m.yaml:7');
    expect(document?.placeOf(['policy', 'rules', 0])).to.equal('m.yaml:5');
  });

  const mistakes: readonly { readonly reason: string; readonly text: string; readonly said: readonly string[] }[] = [
    { reason: 'nothing', text: '# only a comment\n', said: ['m.yaml: has no document'] },
    {
      reason: 'YAML that is none',
      text: 'kind: [\n',
      said: ['m.yaml:2: Flow sequence in block collection must be sufficiently indented and end with a ]'],
    },
    {
      reason: 'a key that is there twice',
      text: `${state}state: application\n`,
      said: ['m.yaml:4: Map keys must be unique'],
    },
    {
      reason: 'a text',
      text: 'hello\n',
      said: ['m.yaml:1: the document must be a map of fields'],
    },
    {
      reason: 'no kind',
      text: 'channelID: mychannel\n',
      said: [
        'm.yaml:1: kind must be one of deploy-chaincode, update-channel, create-channel, set-channel-state, governance',
      ],
    },
    {
      reason: 'mistakes in several documents, every one of them',
      text: `${state}colour: red\n---\n${state.replace('disabled', 'gone')}expires: tomorrow\n`,
      said: [
        'm.yaml:4: colour is not known',
        'm.yaml:8: state must be application or disabled',
        'm.yaml:9: expires must be a time such as 2030-01-31T12:00:00Z',
      ],
    },
    {
      reason: 'an update of no channel, and of nothing',
      text: 'kind: update-channel\noperations: []\n',
      said: [
        'm.yaml:2: operations must have an operation',
        'm.yaml:1: channelID must be given, or channelIDs in its place',
      ],
    },
    {
      reason: 'an update of two sorts of channels',
      text: 'kind: update-channel\nchannelID: a\nchannelIDs: [b]\noperations: [{ operation: set-orderer }]\n',
      said: ['m.yaml:2: channelID must be given, or channelIDs in its place'],
    },
    {
      reason: 'a sequence, which is not the writer’s to choose',
      text: 'kind: deploy-chaincode\nchannelID: a\nchaincodeName: b\nchaincodePackage: { connection: { address: x } }\nchaincodeDefinition:\n  sequence: 3\n',
      said: ['m.yaml:6: chaincodeDefinition.sequence must be left out: it is the one after what is committed'],
    },
  ];
  for (const { reason, text, said } of mistakes) {
    it(`refuses ${reason}`, () => {
      expect(mistakesIn(text)).to.deep.equal(said);
    });
  }

  it('does not unfold aliases without end', () => {
    const bomb = Array.from({ length: 12 }, (_, index) =>
      index === 0 ? 'a0: &a0 [x, x, x, x, x, x, x, x, x]' : `a${index}: &a${index} [${`*a${index - 1}, `.repeat(9)}]`,
    ).join('\n');

    expect(mistakesIn(`${state}${bomb}\n`).join()).to.contain('m.yaml:1: Excessive alias count');
  });
});
