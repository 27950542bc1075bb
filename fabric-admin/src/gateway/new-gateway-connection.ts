// SPDX-License-Identifier: Apache-2.0

import type {
  BlockEventsOptions,
  ChaincodeEvent,
  ChaincodeEventsOptions,
  CloseableAsyncIterable,
  Commit,
  Network,
  Status,
  Transaction,
} from '@hyperledger/fabric-gateway';
import { peer } from '@hyperledger/fabric-protos';
import type { Endpoint } from '../endpoint.js';
import { CommitError } from '../errors/commit-error.js';
import { FabricError } from '../errors/fabric-error.js';
import type {
  ChaincodeCall,
  ChaincodeTransaction,
  EndorsedTransaction,
  GatewayConnection,
  SubmittedTransaction,
} from '../gateway-connection.js';
import { currentIdentity } from '../identity/current-identity.js';
import type { SigningIdentity } from '../signing-identity.js';
import { defaultTimeouts } from '../transport/default-timeouts.js';
import type { FailoverLogger } from '../transport/failover.js';
import { RenewedClient } from '../transport/renewed-client.js';
import { tlsParts } from '../transport/tls-parts.js';
import { chaincodeTransactionsOf } from './chaincode-transactions-of.js';
import type { GatewayPeer, GatewayTimeouts } from './gateway-peer.js';
import { GuardedStream } from './guarded-stream.js';
import { mapStream } from './map-stream.js';
import { newChaincodeProposal } from './new-chaincode-proposal.js';
import { newPeerGroup, type PeerGroup } from './peer-group.js';

export interface GatewayConnectionOptions {
  readonly identity: SigningIdentity;
  /** The organization's own peers, in the order of preference. */
  readonly peers: readonly Endpoint[];
  /**
   * Milliseconds; defaults: 3,000 to connect, 30,000 to evaluate and endorse, 15,000 to submit, 60,000 to commit, 5,000
   * until what is not committed is sent again.
   */
  readonly timeouts?: Partial<GatewayTimeouts>;
  /** One line for each peer that stops answering, and one when it answers again. */
  readonly logger?: FailoverLogger;
  /** Milliseconds since any moment; default: the process's clock. */
  readonly now?: () => number;
}

/** A Gateway over several peers. It connects with its first call. */
export function newGatewayConnection(options: GatewayConnectionOptions): GatewayConnection {
  return new FailoverGateway(options);
}

class FailoverGateway implements GatewayConnection {
  /** A transaction takes its way, from the proposal to its status, with one of them. */
  readonly #groups: RenewedClient<PeerGroup>;
  readonly #timeouts: GatewayTimeouts;
  readonly #streams = new Set<{ close(): void }>();
  #closed = false;

  constructor({ identity, peers, timeouts, logger, now }: GatewayConnectionOptions) {
    this.#timeouts = { ...gatewayTimeouts, ...timeouts };
    this.#groups = new RenewedClient({
      parts: () => [currentIdentity(identity), ...peers.flatMap(tlsParts)],
      make: () =>
        newPeerGroup({ identity: currentIdentity(identity), endpoints: peers, timeouts: this.#timeouts, logger, now }),
    });
  }

  evaluate(call: ChaincodeCall): Promise<Uint8Array> {
    return this.#groups.use((group) =>
      this.#run(group, (gatewayPeer) => newChaincodeProposal(gatewayPeer, call).evaluate()),
    );
  }

  /** Each of the three steps goes to a peer that answers. */
  async submit(call: ChaincodeCall): Promise<SubmittedTransaction> {
    return this.submitEndorsed(await this.endorse(call));
  }

  async endorse(call: ChaincodeCall): Promise<EndorsedTransaction> {
    return this.#groups.use(async (group) => {
      const transaction = await this.#run(group, (gatewayPeer) => newChaincodeProposal(gatewayPeer, call).endorse());
      return {
        transactionID: transaction.getTransactionId(),
        result: transaction.getResult(),
        bytes: await signedBytes(transaction, group),
      };
    });
  }

  /**
   * An ordering node that stops, or stops leading, may lose what it has acknowledged. So the transaction is sent again and
   * again until it is in a block: it has one ID and is valid once.
   */
  async submitEndorsed({ transactionID, result, bytes }: EndorsedTransaction): Promise<SubmittedTransaction> {
    try {
      const status = await this.#groups.use(async (group) =>
        this.#committed(group, await this.#send(group, bytes), bytes),
      );
      const { blockNumber } = status;
      if (!status.successful) {
        throw new CommitError({ transactionID, validationCode: validationCodeName(status.code), blockNumber });
      }
      return { result, transactionID, blockNumber };
    } catch (error) {
      throw withTransactionID(error, transactionID);
    }
  }

  chaincodeEvents(
    channelID: string,
    chaincodeName: string,
    options: { startBlock?: bigint; afterTransactionID?: string },
  ): Promise<CloseableAsyncIterable<ChaincodeEvent>> {
    return this.#open(channelID, (network) => network.getChaincodeEvents(chaincodeName, eventsOptions(options)));
  }

  chaincodeTransactions(
    channelID: string,
    chaincodeName: string,
    options: BlockEventsOptions,
  ): Promise<CloseableAsyncIterable<ChaincodeTransaction>> {
    return this.#open(channelID, async (network) =>
      mapStream(await network.getBlockEvents(options), (block) => chaincodeTransactionsOf(block, chaincodeName)),
    );
  }

  filteredBlocks(channelID: string, options: BlockEventsOptions): Promise<CloseableAsyncIterable<peer.FilteredBlock>> {
    return this.#open(channelID, (network) => network.getFilteredBlockEvents(options));
  }

  close(): void {
    this.#closed = true;
    for (const stream of this.#streams) {
      stream.close();
    }
    this.#groups.close();
  }

  #send(group: PeerGroup, bytes: Uint8Array): Promise<Commit> {
    return this.#run(group, ({ gateway }) => gateway.newTransaction(bytes).submit());
  }

  async #committed(group: PeerGroup, commit: Commit, bytes: Uint8Array): Promise<Status> {
    const deadline = Date.now() + this.#timeouts.commit;
    const resending = setInterval(() => {
      // The answer is about the first sending as well; one that fails takes nothing away.
      this.#send(group, bytes).catch(() => undefined);
    }, this.#timeouts.resend);
    try {
      return await this.#run(group, ({ gateway }) => gateway.newCommit(commit.getBytes()).getStatus({ deadline }));
    } finally {
      clearInterval(resending);
    }
  }

  async #run<Result>(group: PeerGroup, step: (gatewayPeer: GatewayPeer) => Promise<Result>): Promise<Result> {
    return group.failover.run(async (gatewayPeer) => {
      this.#assertOpen();
      await gatewayPeer.ready();
      return step(gatewayPeer);
    });
  }

  /** A stream stays with the certificates that it was opened with, until the peer ends it. */
  async #open<T>(
    channelID: string,
    open: (network: Network) => Promise<CloseableAsyncIterable<T>>,
  ): Promise<CloseableAsyncIterable<T>> {
    const { client: group, release } = this.#groups.lease();
    try {
      return await this.#openAt({ group, release, channelID, open });
    } catch (error) {
      release();
      throw error;
    }
  }

  #openAt<T>({ group, release, channelID, open }: OpenStreamOptions<T>): Promise<CloseableAsyncIterable<T>> {
    return group.failover.run(async (gatewayPeer) => {
      this.#assertOpen();
      await gatewayPeer.connected();
      const guarded = new GuardedStream({
        stream: await open(gatewayPeer.gateway.getNetwork(channelID)),
        endpoint: gatewayPeer.endpoint,
        onFailure: (error) => {
          group.failover.failed(gatewayPeer, error);
        },
        onEnd: () => {
          this.#streams.delete(guarded);
          release();
        },
      });
      this.#streams.add(guarded);
      return guarded;
    });
  }

  #assertOpen(): void {
    if (this.#closed) {
      throw new FabricError({ code: 'CANCELLED', message: 'the gateway connection is closed' });
    }
  }
}

interface OpenStreamOptions<T> {
  readonly group: PeerGroup;
  /** To be called when the stream is over. */
  readonly release: () => void;
  readonly channelID: string;
  readonly open: (network: Network) => Promise<CloseableAsyncIterable<T>>;
}

const gatewayTimeouts: GatewayTimeouts = {
  connect: defaultTimeouts.connect,
  evaluate: defaultTimeouts.call,
  endorse: defaultTimeouts.call,
  submit: defaultTimeouts.submit,
  commit: defaultTimeouts.commit,
  resend: defaultTimeouts.resend,
};

/** Signed by who proposed, so that it may be submitted when that identity has been renewed. */
async function signedBytes(transaction: Transaction, { identity, peers }: PeerGroup): Promise<Uint8Array> {
  const signature = await identity.sign(transaction.getDigest());
  const signed = peers[0]?.gateway.newSignedTransaction(transaction.getBytes(), signature);
  return (signed ?? transaction).getBytes();
}

function eventsOptions(options: { startBlock?: bigint; afterTransactionID?: string }): ChaincodeEventsOptions {
  const { startBlock, afterTransactionID } = options;
  if (afterTransactionID === undefined) {
    return startBlock === undefined ? {} : { startBlock };
  }
  return { checkpoint: { getBlockNumber: () => startBlock, getTransactionId: () => afterTransactionID } };
}

function validationCodeName(code: number): string {
  return Object.entries(peer.TxValidationCode).find(([, value]) => value === code)?.[0] ?? String(code);
}

function withTransactionID(error: unknown, transactionID: string): unknown {
  if (!(error instanceof FabricError) || error.transactionID !== undefined) {
    return error;
  }
  const { code, message, reason, status, details, cause } = error;
  return new FabricError({ code, message, reason, status, details, transactionID, cause });
}
