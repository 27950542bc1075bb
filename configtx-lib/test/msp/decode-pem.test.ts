// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { decodePem } from '../../src/msp/decode-pem.js';

describe('decodePem', () => {
  const pem = (type: string, content: string): string => `-----BEGIN ${type}-----\n${content}\n-----END ${type}-----\n`;
  const decode = (text: string): string | undefined => {
    const content = decodePem(Buffer.from(text));
    return content && Buffer.from(content).toString();
  };

  it('gives the first of several blocks', () => {
    expect(decode(`${pem('CERTIFICATE', 'Zmlyc3Q=')}${pem('CERTIFICATE', 'c2Vjb25k')}`)).to.equal('first');
  });

  it('takes lines with carriage returns', () => {
    expect(decode(pem('CERTIFICATE', 'Zmly\nc3Q=').replaceAll('\n', '\r\n'))).to.equal('first');
  });

  const none = [
    { reason: 'no text', text: '' },
    { reason: 'Base64 only', text: 'Zmlyc3Q=' },
    { reason: 'a block without end', text: '-----BEGIN CERTIFICATE-----\nZmlyc3Q=\n' },
    {
      reason: 'an end of another type',
      text: pem('CERTIFICATE', 'Zmlyc3Q=').replace('END CERTIFICATE', 'END X509 CRL'),
    },
    { reason: 'what is no Base64', text: pem('CERTIFICATE', '!!!!') },
  ];
  for (const { reason, text } of none) {
    it(`finds nothing in ${reason}`, () => {
      expect(decode(text)).to.equal(undefined);
    });
  }

  it('takes its time for no text, however it is made', () => {
    const hostile = '-----BEGIN '.repeat(20_000) + '-----BEGIN A-----\n'.repeat(20_000);
    expect(decode(hostile)).to.equal(undefined);
  });
});
