// SPDX-License-Identifier: Apache-2.0

/**
 * A name of a certificate as RFC 2253 writes it (`CN=alice,OU=client,O=Org1`), and as `openssl x509 -nameopt RFC2253`
 * prints it.
 *
 * @param lines of Node's `X509Certificate`: one relative name a line, the first one first, line breaks within escaped
 */
export function distinguishedName(lines: string): string {
  return lines.split('\n').reverse().join(',');
}
