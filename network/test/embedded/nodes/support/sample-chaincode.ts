// SPDX-License-Identifier: Apache-2.0

import type { ChaincodeInterface, ChaincodeResponse, ChaincodeStub } from 'fabric-shim';

type Call = (stub: ChaincodeStub, args: readonly string[]) => Promise<string | Uint8Array>;

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

/** One function for each thing that a chaincode can ask of a peer. */
const calls: Readonly<Record<string, Call>> = {
  init: async (stub, [value = '']) => {
    await stub.putState('initialized-with', Buffer.from(value));
    return '';
  },
  put: async (stub, [key = '', value = '']) => {
    await stub.putState(key, Buffer.from(value));
    stub.setEvent('put', Buffer.from(key));
    return value;
  },
  get: (stub, [key = '']) => stub.getState(key),
  delete: async (stub, [key = '']) => {
    await stub.deleteState(key);
    return '';
  },
  /** Reads before it writes, so two in one block conflict. */
  append: async (stub, [key = '', value = '']) => {
    const before = text(await stub.getState(key));
    await stub.putState(key, Buffer.from(before + value));
    return before + value;
  },
  fill: async (stub, [prefix = '', count = '0']) => {
    for (let index = 0; index < Number(count); index++) {
      await stub.putState(`${prefix}${String(index).padStart(4, '0')}`, Buffer.from(String(index)));
    }
    return count;
  },
  range: async (stub, [start = '', end = '']) => {
    const keys: string[] = [];
    for await (const { key } of stub.getStateByRange(start, end)) {
      keys.push(key);
    }
    return JSON.stringify(keys);
  },
  page: async (stub, [start = '', end = '', size = '0', bookmark = '']) => {
    const keys: string[] = [];
    const page = stub.getStateByRangeWithPagination(start, end, Number(size), bookmark);
    for await (const { key } of page) {
      keys.push(key);
    }
    const { metadata } = await page;
    return JSON.stringify({ keys, bookmark: metadata.bookmark, count: metadata.fetchedRecordsCount });
  },
  history: async (stub, [key = '']) => {
    const values: string[] = [];
    for await (const { value, isDelete } of stub.getHistoryForKey(key)) {
      values.push(isDelete ? 'deleted' : text(value));
    }
    return JSON.stringify(values);
  },
  query: async (stub, [query = '']) => {
    await stub.getQueryResult(query);
    return '';
  },
  putPrivate: async (stub, [collection = '', key = '']) => {
    await stub.putPrivateData(collection, key, stub.getTransient().get('value') ?? Buffer.from('none'));
    return '';
  },
  getPrivate: (stub, [collection = '', key = '']) => stub.getPrivateData(collection, key),
  privateHash: async (stub, [collection = '', key = '']) =>
    Buffer.from(await stub.getPrivateDataHash(collection, key)).toString('hex'),
  rangePrivate: async (stub, [collection = '', start = '', end = '']) => {
    const keys: string[] = [];
    for await (const { key } of stub.getPrivateDataByRange(collection, start, end)) {
      keys.push(key);
    }
    return JSON.stringify(keys);
  },
  purgePrivate: async (stub, [collection = '', key = '']) => {
    await stub.purgePrivateData(collection, key);
    return '';
  },
  setPolicy: async (stub, [key = '', policy = '']) => {
    await stub.setStateValidationParameter(key, Buffer.from(policy, 'base64'));
    return '';
  },
  call: async (stub, [chaincode = '', channel = '', ...args]) => {
    const response = await stub.invokeChaincode(chaincode, args, channel);
    if (response.status !== 200) {
      throw new Error(response.message);
    }
    return text(response.payload ?? new Uint8Array());
  },
  mspID: (stub) => Promise.resolve(stub.getCreator().mspid),
  /** Never answers; tells its parent process that it was called. */
  hang: () =>
    new Promise(() => {
      process.send?.('hanging');
    }),
  fail: (_stub, [message = '']) => Promise.reject(new Error(message)),
};

export const sampleChaincode: ChaincodeInterface = {
  Init: run,
  Invoke: run,
};

async function run(stub: ChaincodeStub): Promise<ChaincodeResponse> {
  const { fcn, params } = stub.getFunctionAndParameters();
  try {
    const call = calls[fcn];
    if (!call) {
      throw new Error(`no function ${fcn}`);
    }
    return { status: 200, payload: Buffer.from(await call(stub, params)) };
  } catch (error) {
    return { status: 500, message: error instanceof Error ? error.message : String(error) };
  }
}
