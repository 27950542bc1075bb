// SPDX-License-Identifier: Apache-2.0

import type { ServerDuplexStream } from '@grpc/grpc-js';
import { peer, type common } from '@hyperledger/fabric-protos';
import type { SignedData } from '@opssc/configtx';
import type { DeliverChannel } from '../deliver/deliver-blocks.js';
import { serveDeliverStream } from '../deliver/serve-deliver-stream.js';
import type { ChannelLedger } from '../ledger/ledger.js';
import type { GrpcService } from '../node/grpc-node-server.js';
import type { AccessControl } from './access-control.js';
import { filteredBlock } from './filtered-block.js';
import { readablePrivateData } from './readable-private-data.js';

export interface PeerDeliverOptions {
  readonly access: AccessControl;
  readonly channelOf: (channelID: string) => ChannelLedger | undefined;
  readonly now: () => Date;
}

type BlockResponse = (block: common.Block, ledger: ChannelLedger, reader: SignedData) => peer.DeliverResponse;

/** The Deliver service of a peer: core/peer/deliverevents.go of Fabric. */
export function newPeerDeliverService({ access, channelOf, now }: PeerDeliverOptions): GrpcService {
  const serve =
    (resource: string, blockResponse: BlockResponse) =>
    (call: ServerDuplexStream<common.Envelope, peer.DeliverResponse>) => {
      void serveDeliverStream<peer.DeliverResponse, PeerDeliverChannel>(call, {
        channelOf: (channelID) => {
          const ledger = channelOf(channelID);
          return ledger && deliverChannel(ledger, access, resource);
        },
        blockResponse: (block, { ledger }, reader) => blockResponse(block, ledger, reader),
        statusResponse,
        now,
      });
    };
  return {
    definition: peer.DeliverService,
    implementation: {
      deliver: serve('event/Block', wholeBlock),
      deliverFiltered: serve('event/FilteredBlock', withoutContents),
      deliverWithPrivateData: serve('event/Block', withPrivateData),
    },
  };
}

interface PeerDeliverChannel extends DeliverChannel {
  readonly ledger: ChannelLedger;
}

function deliverChannel(ledger: ChannelLedger, access: AccessControl, resource: string): PeerDeliverChannel {
  return {
    ledger,
    channelID: ledger.channelID,
    get height() {
      return ledger.height;
    },
    get sequence() {
      return ledger.bundle.sequence;
    },
    isAvailable: true,
    getBlock: (number) => ledger.getBlock(number),
    onBlock: (listener) => ledger.onCommit(listener),
    checkReader: (reader) => access.check(resource, ledger.channelID, reader),
  };
}

function wholeBlock(block: common.Block): peer.DeliverResponse {
  const response = new peer.DeliverResponse();
  response.setBlock(block);
  return response;
}

function withoutContents(block: common.Block): peer.DeliverResponse {
  const response = new peer.DeliverResponse();
  response.setFilteredBlock(filteredBlock(block));
  return response;
}

function withPrivateData(block: common.Block, ledger: ChannelLedger, reader: SignedData): peer.DeliverResponse {
  const result = new peer.BlockAndPrivateData();
  result.setBlock(block);
  const number = BigInt(block.getHeader()?.getNumber() ?? 0);
  for (const [index, data] of readablePrivateData(ledger, number, reader)) {
    result.getPrivateDataMapMap().set(index, data);
  }
  const response = new peer.DeliverResponse();
  response.setBlockAndPrivateData(result);
  return response;
}

function statusResponse(status: common.StatusMap[keyof common.StatusMap]): peer.DeliverResponse {
  const response = new peer.DeliverResponse();
  response.setStatus(status);
  return response;
}
