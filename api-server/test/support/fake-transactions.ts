// SPDX-License-Identifier: Apache-2.0

import type { ChaincodeCall, SubmittedTransaction } from '@opssc/fabric-admin';

/** The Gateway as applications use it: answers with what it is told to. */
export class FakeTransactions {
  readonly calls: ChaincodeCall[] = [];
  /** What the chaincode answers. */
  answer = '';
  /** While it is set every call waits for it. */
  held: Promise<void> | undefined;
  failure: Error | undefined;

  async evaluate(call: ChaincodeCall): Promise<Uint8Array> {
    this.calls.push(call);
    await this.held;
    if (this.failure !== undefined) {
      throw this.failure;
    }
    return new TextEncoder().encode(this.answer);
  }

  async submit(call: ChaincodeCall): Promise<SubmittedTransaction> {
    return { result: await this.evaluate(call), transactionID: 'f'.repeat(64), blockNumber: 1n };
  }
}
