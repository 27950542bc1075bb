// SPDX-License-Identifier: Apache-2.0

import type { MspManager } from '@opssc/configtx';
import type { ChannelLedger, PackageStore, PrivateDataExchange } from '../ledger/ledger.js';
import type { GrpcService } from '../node/grpc-node-server.js';
import type { NodeIdentity } from '../node/node-identity.js';
import { AccessControl } from './access-control.js';
import { ChaincodeLauncher } from './chaincode/chaincode-launcher.js';
import { ChaincodeSupport } from './chaincode/chaincode-support.js';
import { newEndorsementInfoSource } from './chaincode/endorsement-info.js';
import { requestHandlers } from './chaincode/requests/request-handlers.js';
import { RunnableChaincodes } from './chaincode/runnable-chaincodes.js';
import { newPeerDeliverService } from './deliver-service.js';
import { Endorser } from './endorser/endorser.js';
import type { GatewayNodes, GatewayPeer } from './gateway/gateway-peer.js';
import { newGatewayService } from './gateway/gateway-service.js';
import type { PeerChannels } from './peer-channels.js';
import { newCscc } from './system/cscc.js';
import { newLifecycleScc } from './system/lifecycle-scc.js';
import { newQscc } from './system/qscc.js';
import type { PeerSystemChaincode } from './system/system-chaincode-call.js';

export interface PeerRuntimeOptions {
  readonly local: GatewayPeer;
  readonly identity: NodeIdentity;
  readonly localMsp: MspManager;
  readonly channels: PeerChannels;
  readonly packages: PackageStore;
  readonly privateData: PrivateDataExchange;
  readonly nodes: GatewayNodes;
  readonly now: () => Date;
}

/** The services of a running peer, wired together. */
export interface PeerRuntime {
  readonly endorser: Endorser;
  /** Besides the endorser's. */
  readonly services: readonly GrpcService[];
  canRun(channel: ChannelLedger, chaincode: string): boolean;
  /** Hangs up on the chaincode services. */
  close(): Promise<void>;
}

/** Milliseconds; Fabric's default. */
const executeTimeout = 30_000;

export function newPeerRuntime(options: PeerRuntimeOptions): PeerRuntime {
  const { identity, localMsp, channels, packages, privateData, nodes, local, now } = options;
  const { mspID } = identity;
  const channelOf = (channelID: string) => channels.channel(channelID);
  const access = new AccessControl({ localMsp, channelOf });
  const systemChaincodes = new Map<string, PeerSystemChaincode>([
    ['_lifecycle', newLifecycleScc({ access, mspID, packages, channels: () => channels.ledgers() })],
    ['cscc', newCscc({ access, manager: channels })],
    ['qscc', newQscc({ access, channelOf })],
  ]);
  const infoOptions = { mspID, packages, isSystemChaincode: (name: string) => systemChaincodes.has(name) };
  const infoOf = newEndorsementInfoSource(infoOptions);
  const runnable = new RunnableChaincodes(infoOptions);
  const handlers = requestHandlers({ support: () => support, access, channelOf });
  const launcher = new ChaincodeLauncher({ packages, handlers });
  const support: ChaincodeSupport = new ChaincodeSupport({ launcher, infoOf, systemChaincodes, executeTimeout });
  return {
    endorser: new Endorser({ identity, localMsp, channelOf, access, support, infoOf, privateData }),
    services: [
      newPeerDeliverService({ access, channelOf, now }),
      newGatewayService({ local, nodes, access, channelOf }),
    ],
    canRun: (channel, chaincode) => runnable.has(channel, chaincode),
    close: () => launcher.close(),
  };
}
