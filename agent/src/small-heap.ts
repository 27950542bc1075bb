// SPDX-License-Identifier: Apache-2.0

import { setFlagsFromString } from 'node:v8';

// To be imported first. An agent waits most of its life; V8 would let the young generation grow with what is loaded at
// the start, and keep that memory (about 25 MB) ever after.
setFlagsFromString('--semi-space-growth-factor=1');
// Another 10 MB: code is kept compact, which nobody notices in a process that waits for networks.
setFlagsFromString('--optimize-for-size');
