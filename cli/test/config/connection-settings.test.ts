// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { connectionSettings } from '../../src/config/connection-settings.js';
import { UsageError } from '../../src/usage-error.js';

const profiles = {
  current: 'org1',
  profiles: {
    org1: { url: 'https://one.example.com', token: 'token-1', caFile: '/ca-1.pem' },
    org2: { url: 'https://two.example.com', token: 'token-2' },
  },
};

describe('connectionSettings', () => {
  it('takes the current profile', () => {
    const settings = connectionSettings({ flags: {}, environment: {}, profiles });

    expect(settings).to.deep.include({ url: 'https://one.example.com', token: 'token-1', caFile: '/ca-1.pem' });
  });

  it('lets the environment win over the profile, and flags over both', () => {
    const environment = { OPSSC_PROFILE: 'org2', OPSSC_CA_FILE: '/env.pem', OPSSC_TOKEN: 'env-token' };

    expect(connectionSettings({ flags: {}, environment, profiles })).to.deep.include({
      url: 'https://two.example.com',
      token: 'env-token',
      caFile: '/env.pem',
    });
    expect(
      connectionSettings({ flags: { profile: 'org1', caFile: '/flag.pem' }, environment, profiles }),
    ).to.deep.include({ url: 'https://one.example.com', caFile: '/flag.pem' });
  });

  it('lets a token file win over every token', () => {
    const environment = { OPSSC_TOKEN: 'env-token' };

    expect(connectionSettings({ flags: { tokenFile: '/token' }, environment, profiles })).to.deep.include({
      token: undefined,
      tokenFile: '/token',
    });
  });

  it('leaves the credentials of a profile out for another server', () => {
    const environment = { OPSSC_URL: 'https://elsewhere.example.com' };

    expect(connectionSettings({ flags: {}, environment, profiles })).to.deep.include({
      token: undefined,
      caFile: undefined,
    });
  });

  it('keeps them for the same server in another spelling', () => {
    const flags = { url: 'https://ONE.example.com:443/' };

    expect(() => connectionSettings({ flags, environment: {}, profiles })).to.throw(UsageError);
    expect(
      connectionSettings({ flags: { url: 'https://one.example.com/' }, environment: {}, profiles }),
    ).to.deep.include({ token: 'token-1' });
  });

  it('counts empty variables as not set', () => {
    const environment = { OPSSC_URL: '', OPSSC_TOKEN: '', OPSSC_PROFILE: '' };

    expect(connectionSettings({ flags: {}, environment, profiles })).to.deep.include({ token: 'token-1' });
  });

  it('asks for a server when none is named', () => {
    expect(() => connectionSettings({ flags: {}, environment: {}, profiles: { profiles: {} } })).to.throw(
      UsageError,
      'no server',
    );
  });
});
