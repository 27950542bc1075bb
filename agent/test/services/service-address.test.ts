// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { TerminalError } from '../../src/errors/terminal-error.js';
import { serviceAddress } from '../../src/services/service-address.js';

describe('serviceAddress', () => {
  const hosts = {
    templateValues: { host: '127.0.0.11', port: '9999', name: 'org1' },
    chaincodeHosts: ['services.internal', '*.example.com'],
  };

  for (const template of ['{{.host}}:9999', '{{ .host }}:{{.port}}', '127.0.0.11:9999', '{{- .host -}}:9999']) {
    it(`fills in ${template}`, () => {
      expect(serviceAddress(template, hosts)).to.equal('127.0.0.11:9999');
    });
  }

  for (const { template, address } of [
    { template: 'services.internal:9999', address: 'services.internal:9999' },
    { template: '{{.name}}.example.com:9999', address: 'org1.example.com:9999' },
  ]) {
    it(`takes ${template}, as the organization names the host`, () => {
      expect(serviceAddress(template, hosts)).to.equal(address);
    });
  }

  for (const template of ['{{.zone}}:9999', '{{.toString}}:1', '{{if .host}}a{{end}}:1', '{{.host}}', 'a b:1']) {
    it(`refuses ${template}`, () => {
      expect(() => serviceAddress(template, hosts)).to.throw(TerminalError);
    });
  }

  for (const { reason, template } of [
    { reason: 'of the cloud it runs in', template: '169.254.169.254:80' },
    { reason: 'of its own machine', template: 'localhost:6379' },
    { reason: 'of anybody', template: '{{.host}}.evil.example:80' },
    { reason: 'above those that are allowed', template: 'example.com:80' },
    { reason: 'that only ends alike', template: 'evilexample.com:80' },
    { reason: 'behind a user', template: '127.0.0.11@evil.example:80' },
    { reason: 'in brackets', template: '[::1]:6379' },
  ]) {
    it(`refuses a host ${reason}: ${template}`, () => {
      expect(() => serviceAddress(template, hosts)).to.throw(TerminalError, 'chaincodeHosts');
    });
  }
});
