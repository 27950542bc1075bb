// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { fillConnection } from '../src/fill-connection.js';

describe('fillConnection', () => {
  const values = { host: '127.0.0.11', port: '9999' };

  it('fills in every template of the members that are templates', () => {
    const filled = fillConnection(
      { address: '{{.host}}:{{ .port }}', dial_timeout: '10s', tls_required: true, root_cert: '{{- .host -}}' },
      values,
    );
    expect(filled).to.deep.equal({
      ...{ address: '127.0.0.11:9999', dial_timeout: '10s', tls_required: true, root_cert: '127.0.0.11' },
    });
  });

  it('leaves other members and text without templates alone', () => {
    const connection = { address: 'localhost:9999', tls_required: false };
    expect(fillConnection(connection, {})).to.deep.equal(connection);
  });

  const refused = [
    { reason: 'a key without a value', address: '{{.nobody}}:1', message: 'there is no value for {{.nobody}}' },
    { reason: "a key of the object's prototype", address: '{{.constructor}}', message: 'there is no value' },
    { reason: 'any other action', address: '{{if .host}}x{{end}}', message: '{{if .host}} is not supported' },
  ];
  for (const { reason, address, message } of refused) {
    it(`refuses ${reason}`, () => {
      expect(() => fillConnection({ address }, values)).to.throw(`connection.json: address: ${message}`);
    });
  }
});
