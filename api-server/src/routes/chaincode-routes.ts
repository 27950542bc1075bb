// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { OrganizationPeer } from '../fabric/organization-fabric.js';
import { ApiProblem } from '../problem/api-problem.js';
import { channelQuery, definitionQuery } from '../requests/parameters.js';
import {
  definitionSchema,
  definitionView,
  listedDefinitionSchema,
  listedDefinitionView,
} from '../views/definition-view.js';
import { installedSchema, installedView, type PeerInstalled } from '../views/installed-view.js';
import { defineRoute } from './define-route.js';

const tag = 'Chaincode';

/** What is installed and committed, asked of the organization's own peers. */
export const chaincodeRoutes = [
  defineRoute({
    method: 'get',
    path: '/chaincode/getInstalledChaincodes',
    tag,
    operationID: 'getInstalledChaincodes',
    summary: 'List what is installed on the peers',
    description: 'Every peer of the organization is asked; `peers` says which of them answered.',
    responds: { description: 'The packages.', schema: installedSchema },
    async handle(_request, { fabric }) {
      const answers = await Promise.all(fabric.peers.map(queryInstalled));
      const [first] = answers;
      if (first !== undefined && 'error' in first && answers.every((answer) => 'error' in answer)) {
        throw first.error;
      }
      return { kind: 'json', body: installedView(answers) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/chaincode/queryChaincodeDefinition',
    tag,
    operationID: 'queryChaincodeDefinition',
    summary: 'Get a committed definition',
    query: definitionQuery,
    responds: { description: 'The definition.', schema: definitionSchema },
    problems: ['UNKNOWN_CHANNEL', 'CHAINCODE_NOT_DEFINED', 'FABRIC_FORBIDDEN'],
    async handle({ query: { channelID, chaincodeName } }, { fabric }) {
      const definition = await fabric.lifecycle(channelID).queryCommitted(chaincodeName);
      if (definition === undefined) {
        throw new ApiProblem({
          code: 'CHAINCODE_NOT_DEFINED',
          detail: `no definition of ${chaincodeName} is committed on ${channelID}`,
        });
      }
      return { kind: 'json', body: definitionView(definition) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/chaincode/queryChaincodeDefinitions',
    tag,
    operationID: 'queryChaincodeDefinitions',
    summary: 'List the committed definitions of a channel',
    query: channelQuery,
    responds: {
      description: 'The definitions.',
      schema: z.strictObject({ chaincode_definitions: z.array(listedDefinitionSchema) }),
    },
    problems: ['UNKNOWN_CHANNEL', 'FABRIC_FORBIDDEN'],
    async handle({ query: { channelID } }, { fabric }) {
      const definitions = await fabric.lifecycle(channelID).queryAllCommitted();
      return { kind: 'json', body: { chaincode_definitions: definitions.map(listedDefinitionView) } };
    },
  }),
];

async function queryInstalled(peer: OrganizationPeer): Promise<PeerInstalled> {
  const { name } = peer;
  try {
    return { name, installed: await peer.queryInstalled() };
  } catch (error) {
    return { name, error: error instanceof Error ? error : new Error(String(error)) };
  }
}
