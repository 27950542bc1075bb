// SPDX-License-Identifier: Apache-2.0

const hashedPrefix = '$$h';

/**
 * Where keys live: public keys of a namespace, private keys of a collection, or hashes of private keys. Named as in
 * Fabric's own state database.
 */
export const stateSpace = {
  public: (namespace: string): string => namespace,
  private: (namespace: string, collection: string): string => `${namespace}$$p${collection}`,
  hashed: (namespace: string, collection: string): string => `${namespace}${hashedPrefix}${collection}`,
  /** Of a public or hashed space; the collection of a public one is empty. */
  parse(space: string): { readonly namespace: string; readonly collection: string } {
    const position = space.indexOf(hashedPrefix);
    return position < 0
      ? { namespace: space, collection: '' }
      : { namespace: space.slice(0, position), collection: space.slice(position + hashedPrefix.length) };
  },
};
