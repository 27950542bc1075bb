// SPDX-License-Identifier: Apache-2.0

import { field } from '../field.js';
import { message } from '../message.js';

export const bftOptions = message('orderer.smartbft.Options', {
  request_batch_max_count: field.uint64(1),
  request_batch_max_bytes: field.uint64(2),
  request_batch_max_interval: field.string(3),
  incoming_message_buffer_size: field.uint64(4),
  request_pool_size: field.uint64(5),
  request_forward_timeout: field.string(6),
  request_complain_timeout: field.string(7),
  request_auto_remove_timeout: field.string(8),
  request_max_bytes: field.uint64(9),
  view_change_resend_interval: field.string(10),
  view_change_timeout: field.string(11),
  leader_heartbeat_timeout: field.string(12),
  leader_heartbeat_count: field.uint64(13),
  collect_timeout: field.string(14),
  sync_on_start: field.bool(15),
  speed_up_view_change: field.bool(16),
  leader_rotation: field.enumeration(17, { ROTATION_UNSPECIFIED: 0, ROTATION_OFF: 1, ROTATION_ON: 2 }),
  decisions_per_leader: field.uint64(18),
});
