// SPDX-License-Identifier: Apache-2.0

import { field } from '../field.js';
import { message } from '../message.js';

export const raftConsenter = message('etcdraft.Consenter', {
  host: field.string(1),
  port: field.uint32(2),
  client_tls_cert: field.bytes(3),
  server_tls_cert: field.bytes(4),
});

export const raftOptions = message('etcdraft.Options', {
  tick_interval: field.string(1),
  election_tick: field.uint32(2),
  heartbeat_tick: field.uint32(3),
  max_inflight_blocks: field.uint32(4),
  snapshot_interval_size: field.uint32(5),
});

export const raftConfigMetadata = message('etcdraft.ConfigMetadata', {
  consenters: field.list(field.message(1, () => raftConsenter)),
  options: field.message(2, () => raftOptions),
});

/** In the metadata of each block of a Raft channel. */
export const raftBlockMetadata = message('etcdraft.BlockMetadata', {
  consenter_ids: field.list(field.uint64(1)),
  next_consenter_id: field.uint64(2),
  raft_index: field.uint64(3),
});
