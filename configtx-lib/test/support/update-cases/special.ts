// SPDX-License-Identifier: Apache-2.0

import { orderer, peer } from '@hyperledger/fabric-protos';
import { changeValue, type Edit } from '../config-edits.js';
import type { UpdateCaseOptions } from '../update-case.js';

/** What is not as in the usual case: a Raft channel, a change of the batch size, signed by all admins, sent by Org1. */
export interface Special extends Partial<Omit<UpdateCaseOptions, 'consortium' | 'channelID'>> {
  readonly type?: 'etcdraft' | 'BFT';
  /** What is special about the current configuration. */
  readonly from?: Edit;
}

/** By what is special about them. */
export type Specials = Readonly<Record<string, Special>>;

export const aMonthAgo = new Date(Date.now() - 30 * 24 * 60 * 60 * 1000);

/** Bytes of no message. */
export const garbage = Uint8Array.of(0x0a, 0xff, 0xff);

export const biggerBatch = changeValue('Orderer/BatchSize', orderer.BatchSize, (size) => {
  size.setMaxMessageCount(1000);
});

/** One anchor peer. */
export function anchorPeers(host: string, port: number): peer.AnchorPeers {
  const anchor = new peer.AnchorPeer();
  anchor.setHost(host);
  anchor.setPort(port);
  const list = new peer.AnchorPeers();
  list.setAnchorPeersList([anchor]);
  return list;
}
