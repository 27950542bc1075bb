// SPDX-License-Identifier: Apache-2.0

import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate } from '@peculiar/asn1-x509';
import { z } from 'zod';

/** The extension in which a Fabric CA puts a registered identity's attributes (`attrmgr.AttrOIDString`). */
const attributesOID = '1.2.3.4.5.6.7.8.1';

const attributesSchema = z.object({ attrs: z.record(z.string(), z.string()) });

/**
 * The attributes of a certificate, JSON in an extension; none when there is no such extension or it is something else.
 *
 * @param raw DER of the certificate
 */
export function fabricAttributes(raw: Uint8Array): ReadonlyMap<string, string> {
  const { extensions } = AsnConvert.parse(raw, Certificate).tbsCertificate;
  const extension = extensions?.find(({ extnID }) => extnID === attributesOID);
  const attributes = extension && parse(new TextDecoder().decode(extension.extnValue.buffer));
  return new Map(Object.entries(attributes ?? {}));
}

function parse(text: string): Readonly<Record<string, string>> | undefined {
  try {
    return attributesSchema.safeParse(JSON.parse(text)).data?.attrs;
  } catch {
    return undefined;
  }
}
