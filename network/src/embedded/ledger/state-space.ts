// SPDX-License-Identifier: Apache-2.0

/**
 * Where keys live: public keys of a namespace, private keys of a collection, or hashes of private keys. Named as in
 * Fabric's own state database.
 */
export const stateSpace = {
  public: (namespace: string): string => namespace,
  private: (namespace: string, collection: string): string => `${namespace}$$p${collection}`,
  hashed: (namespace: string, collection: string): string => `${namespace}$$h${collection}`,
};
