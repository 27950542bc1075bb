// SPDX-License-Identifier: Apache-2.0

/** The contracts' transactions as a client names them. Each takes one JSON text and answers with JSON. */
export const transactions = {
  propose: 'proposals:Propose',
  vote: 'proposals:Vote',
  withdraw: 'proposals:Withdraw',
  getProposal: 'proposals:Get',
  getBallot: 'proposals:GetBallot',
  listProposals: 'proposals:List',
  getHistory: 'proposals:History',
  putReceipt: 'execution:PutReceipt',
  putSignature: 'execution:PutSignature',
  putOutcome: 'execution:PutOutcome',
  attest: 'registry:Attest',
  getChannel: 'registry:GetChannel',
  listChannels: 'registry:ListChannels',
  createResource: 'resources:Create',
  updateResource: 'resources:Update',
  closeResource: 'resources:Close',
  changeMembership: 'resources:ChangeMembership',
  voteOnMembership: 'resources:VoteOnMembership',
  observeNode: 'resources:ObserveNode',
  applyLimits: 'resources:ApplyLimits',
  getResource: 'resources:Get',
  listResources: 'resources:List',
  getResourceHistory: 'resources:History',
  getLimits: 'resources:GetLimits',
} as const;
