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
  enact: 'governance:Enact',
  setAgent: 'governance:SetAgent',
  getConstitution: 'governance:GetConstitution',
  listHalts: 'governance:ListHalts',
  listAgents: 'governance:ListAgents',
} as const;
