// SPDX-License-Identifier: Apache-2.0

/** Bytes of a request's line and headers: the longest queries that the routes take fit, percent-encoded. */
export const maxHeaderSize = 65_536;
