// SPDX-License-Identifier: Apache-2.0

/**
 * Answers of Fabric that a caller acts on. They are told in words only, so this is the one file that knows the words;
 * each text is tested against real nodes.
 */
export type FabricReason =
  /** Install: the peer has exactly this package. Believe it after a query. */
  | 'ALREADY_INSTALLED'
  /** Join, at a peer or an orderer: the channel is there. */
  | 'ALREADY_JOINED'
  /** Approve: the own organization has approved exactly this definition and package. */
  | 'ALREADY_APPROVED'
  /** The sequence is committed already, with this definition or with another. */
  | 'SEQUENCE_COMMITTED'
  /** Approve: the sequence is committed, with other parameters than these. */
  | 'COMMITTED_DIFFERENTLY'
  /** The sequence is more than one above the committed one. */
  | 'SEQUENCE_SKIPPED'
  /** Commit: an endorsing organization has not approved this definition (or not yet, as its peer sees it). */
  | 'NOT_AGREED'
  /** No such chaincode is committed on the channel. */
  | 'NOT_DEFINED'
  /** The own organization has not approved this sequence of the chaincode. */
  | 'NOT_APPROVED'
  /** The peer has no package of this ID. */
  | 'PACKAGE_NOT_FOUND'
  /** The node is not a member of the channel, or there is none of that name. */
  | 'UNKNOWN_CHANNEL'
  /** The node has no such block (yet). */
  | 'UNKNOWN_BLOCK'
  /** Not enough peers can be asked: the chaincode is not defined, not installed, or its organizations' peers are down. */
  | 'NO_ENDORSER'
  /** The endorsers' results differ: some peers are a block behind, or run other code. */
  | 'ENDORSEMENTS_DIFFER'
  /** The peer cannot reach or start the chaincode: its service does not run, or broke off. */
  | 'CHAINCODE_UNAVAILABLE'
  /** The ordering service does not take transactions: no leader, no quorum, or none can be reached. */
  | 'NO_ORDERER'
  /** The identity is not known, not valid, or lacks the role. */
  | 'ACCESS_DENIED';

/** What Fabric's text says, if it is one of the answers above. Sources are named in Fabric's own tree (v3.1). */
export function fabricReason(text: string): FabricReason | undefined {
  if (chaincodesOwnWords.test(text)) {
    return undefined;
  }
  return texts.find(({ pattern }) => pattern.test(text))?.reason ?? reasonOfSequence(text);
}

/** The package ID that a peer names in its "already installed" answer. */
export function packageIDIn(text: string): string | undefined {
  return /already successfully installed \(package ID '([^']+)'\)/.exec(text)?.[1];
}

/**
 * The Gateway puts "chaincode response" in front of what a chaincode says (internal/pkg/gateway/apiutils.go). What follows
 * are a user's words, unless it is one of the ways in which `_lifecycle` begins.
 */
const chaincodesOwnWords =
  /chaincode response \d+, (?!failed to invoke backing implementation of |namespace |Failed to authorize invocation )/;

const texts: readonly { readonly reason: FabricReason; readonly pattern: RegExp }[] = [
  // core/chaincode/lifecycle/lifecycle.go
  { reason: 'ALREADY_INSTALLED', pattern: /chaincode already successfully installed/ },
  {
    reason: 'ALREADY_APPROVED',
    pattern: /attempted to redefine uncommitted sequence \(\d+\) for namespace \S+ with unchanged content/,
  },
  {
    reason: 'COMMITTED_DIFFERENTLY',
    pattern: /attempted to redefine the current committed sequence \(\d+\) for namespace \S+ with different parameters/,
  },
  {
    // The sequence is committed, and this organization had approved just that before.
    reason: 'ALREADY_APPROVED',
    pattern: /attempted to redefine the current committed sequence \(\d+\) for namespace \S+/,
  },
  { reason: 'SEQUENCE_COMMITTED', pattern: /currently defined sequence \d+ is larger than requested sequence \d+/ },
  {
    reason: 'SEQUENCE_SKIPPED',
    pattern: /requested sequence \d+ is larger than the next available sequence number \d+/,
  },
  { reason: 'NOT_DEFINED', pattern: /namespace \S+ is not defined/ },
  { reason: 'NOT_APPROVED', pattern: /could not fetch approved chaincode definition \(name: / },
  // core/chaincode/lifecycle/scc.go
  { reason: 'NOT_AGREED', pattern: /chaincode definition not agreed to by this org/ },
  // core/chaincode/persistence/persistence.go
  { reason: 'PACKAGE_NOT_FOUND', pattern: /chaincode install package '[^']*' not found/ },
  // core/ledger/kvledger/kv_ledger_provider.go; orderer/common/types/errors.go
  { reason: 'ALREADY_JOINED', pattern: /ledger \[[^\]]*\] already exists/ },
  { reason: 'ALREADY_JOINED', pattern: /cannot join: channel already exists/ },
  // core/endorser, core/scc/cscc, core/scc/qscc, internal/pkg/gateway/registry.go, orderer/common/types/errors.go
  { reason: 'UNKNOWN_CHANNEL', pattern: /channel '[^']*' not found/ },
  { reason: 'UNKNOWN_CHANNEL', pattern: /unknown channel ID, /i },
  { reason: 'UNKNOWN_CHANNEL', pattern: /Invalid chain ID, / },
  { reason: 'UNKNOWN_CHANNEL', pattern: /failed to get config for channel \[/ },
  { reason: 'UNKNOWN_CHANNEL', pattern: /channel does not exist/ },
  // internal/pkg/gateway/registry.go, endorse.go
  { reason: 'NO_ENDORSER', pattern: /no peers available to evaluate chaincode / },
  { reason: 'NO_ENDORSER', pattern: /no combination of peers can be derived which satisfy the endorsement policy/ },
  { reason: 'NO_ENDORSER', pattern: /failed to select a set of endorsers that satisfy the endorsement policy/ },
  { reason: 'NO_ENDORSER', pattern: /failed to find any endorsing peers for org\(s\)/ },
  // internal/pkg/gateway/endorsement.go
  { reason: 'ENDORSEMENTS_DIFFER', pattern: /ProposalResponsePayloads do not match/ },
  // core/chaincode/chaincode_support.go, core/chaincode/handler.go
  { reason: 'CHAINCODE_UNAVAILABLE', pattern: /could not launch chaincode / },
  { reason: 'CHAINCODE_UNAVAILABLE', pattern: /chaincode stream terminated/ },
  // internal/pkg/gateway/submit.go
  { reason: 'NO_ORDERER', pattern: /no orderers could successfully process transaction/ },
  { reason: 'NO_ORDERER', pattern: /insufficient number of orderers could successfully process transaction/ },
  { reason: 'NO_ORDERER', pattern: /no orderer nodes available/ },
  // core/endorser/msgvalidation.go, core/scc/*, core/chaincode/lifecycle/scc.go
  { reason: 'ACCESS_DENIED', pattern: /access denied/ },
  { reason: 'ACCESS_DENIED', pattern: /failed ACL check/ },
];

/** One text for two answers (core/chaincode/lifecycle/lifecycle.go): the numbers tell which. */
function reasonOfSequence(text: string): FabricReason | undefined {
  const match = /requested sequence is (\d+), but new definition must be sequence (\d+)/.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) {
    return undefined;
  }
  return BigInt(match[1]) < BigInt(match[2]) ? 'SEQUENCE_COMMITTED' : 'SEQUENCE_SKIPPED';
}
