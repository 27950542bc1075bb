// SPDX-License-Identifier: Apache-2.0

import { initiateDeviceAuthorization, pollDeviceAuthorizationGrant } from 'openid-client';
import { CliError } from '../cli-error.js';
import { coloursFor } from '../output/colours-for.js';
import { printable } from '../output/printable.js';
import type { LoginWay } from './log-in.js';
import { codeExpired } from './login-problem.js';

/**
 * Login by device code (RFC 8628): the person opens a page on any machine and enters a code. It is asked for as often as
 * the provider allows, and less often when it says `slow_down`.
 */
export const deviceLogin: LoginWay = async ({ provider, parameters, context }) => {
  const { issuer, device_authorization_endpoint: endpoint } = provider.serverMetadata();
  if (endpoint === undefined) {
    throw new CliError(`${issuer} has no login by device code: try --browser`);
  }
  const device = await initiateDeviceAuthorization(provider, parameters);
  const { stderr } = context;
  const { bold } = coloursFor(stderr, context);
  const minutes = Math.max(1, Math.floor(device.expires_in / 60));
  const { verification_uri_complete: complete } = device;
  stderr.write(
    [
      `Open ${printable(device.verification_uri)} in a browser on any machine and enter the code`,
      '',
      `    ${bold(printable(device.user_code))}`,
      '',
      ...(complete === undefined ? [] : [`or open ${printable(complete)}`]),
      `It is good for ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}. Enter it only if you asked for it here, just now.`,
      '',
    ].join('\n'),
  );
  const { resource } = parameters;
  const signal = AbortSignal.timeout(device.expires_in * 1_000);
  try {
    return await pollDeviceAuthorizationGrant(provider, device, resource === undefined ? {} : { resource }, { signal });
  } catch (error) {
    throw signal.aborted ? new CliError(`${issuer}: ${codeExpired}`, { cause: error }) : error;
  }
};
