// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { ApiClient } from '../api/api-client.js';
import { CliError } from '../cli-error.js';
import { printable } from '../output/printable.js';
import { UsageError } from '../usage-error.js';
import { isSecure } from './is-secure.js';

const loginOfferSchema = z.looseObject({
  issuer: z.url().refine(isSecure, 'must be https'),
  clientID: z.string().min(1),
  scopes: z.array(z.string()),
  resource: z.string().exactOptional(),
});

const loginOffersSchema = z.looseObject({ oidc: z.array(loginOfferSchema) });

/** An identity provider at which people log in, as the organization's server tells it. */
export type LoginOffer = z.output<typeof loginOfferSchema>;

/**
 * The one that is asked for, or the only one that there is.
 *
 * @throws UsageError when it is not clear which; CliError when nobody logs in that way
 */
export async function findLoginOffer(client: ApiClient, issuer: string | undefined): Promise<LoginOffer> {
  const { oidc } = await client.get('/login', loginOffersSchema);
  const names = oidc.map((offer) => printable(offer.issuer)).join(', ');
  if (oidc.length === 0) {
    throw new CliError(`${client.url} names no identity provider to log in at: come in by a token or a certificate`);
  }
  const found = issuer === undefined ? oidc : oidc.filter((offer) => offer.issuer === issuer);
  const [offer, second] = found;
  if (offer === undefined) {
    throw new UsageError(`${client.url} does not take logins of ${issuer ?? ''}, but of ${names}`);
  }
  if (second !== undefined) {
    throw new UsageError(`several identity providers: choose by --issuer one of ${names}`);
  }
  return offer;
}
