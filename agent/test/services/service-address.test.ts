// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { TerminalError } from '../../src/errors/terminal-error.js';
import { serviceAddress } from '../../src/services/service-address.js';

describe('serviceAddress', () => {
  const values = { host: '127.0.0.11', port: '9999' };

  for (const template of ['{{.host}}:9999', '{{ .host }}:{{.port}}', '127.0.0.11:9999', '{{- .host -}}:9999']) {
    it(`fills in ${template}`, () => {
      expect(serviceAddress(template, values)).to.equal('127.0.0.11:9999');
    });
  }

  for (const template of ['{{.zone}}:9999', '{{.toString}}:1', '{{if .host}}a{{end}}:1', '{{.host}}', 'a b:1']) {
    it(`refuses ${template}`, () => {
      expect(() => serviceAddress(template, values)).to.throw(TerminalError);
    });
  }
});
