// SPDX-License-Identifier: Apache-2.0

import { join } from 'node:path';
import type { PeerPlan } from '../network-plan.js';

/**
 * `core.yaml` of one peer, with the folder of its external builder for chaincode services. Times are shorter than Fabric's
 * defaults, which are made for wide networks, but not so short that idle peers keep a machine busy: a peer that
 * comes or goes is noticed within seconds.
 */
export function peerConfig(peer: PeerPlan, builder: string): object {
  return {
    peer: {
      id: peer.name,
      networkId: 'opssc',
      listenAddress: `127.0.0.1:${peer.port}`,
      address: peer.address,
      addressAutoDetect: false,
      // Chaincode services are dialled by the peer, so nobody needs to know this port.
      chaincodeListenAddress: '127.0.0.1:0',
      localMspId: peer.mspID,
      localMspType: 'bccsp',
      mspConfigPath: peer.identity.mspDir,
      fileSystemPath: peer.dataDir,
      BCCSP: { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } },
      gateway: { enabled: true, endorsementTimeout: '30s', broadcastTimeout: '30s', dialTimeout: '30s' },
      discovery: {
        enabled: true,
        authCacheEnabled: true,
        authCacheMaxSize: 1000,
        authCachePurgeRetentionRatio: 0.75,
        orgMembersAllowedAccess: false,
      },
      tls: {
        enabled: true,
        clientAuthRequired: false,
        cert: { file: peer.tls.certificate },
        key: { file: peer.tls.privateKey },
        rootcert: { file: peer.tls.rootCert },
        clientRootCAs: { files: [peer.tls.rootCert] },
      },
      gossip: gossip(peer),
      keepalive: {
        minInterval: '1s',
        client: { interval: '10s', timeout: '5s' },
        deliveryClient: { interval: '10s', timeout: '5s' },
      },
      authentication: { timewindow: '15m' },
      client: { connTimeout: '3s' },
      deliveryclient: {
        connTimeout: '3s',
        blockGossipEnabled: false,
        minimalReconnectInterval: '100ms',
        reConnectBackoffThreshold: '1s',
        reconnectTotalTimeThreshold: '3600s',
        blockCensorshipTimeoutKey: '5s',
        policy: 'cluster',
      },
      handlers: {
        authFilters: [{ name: 'DefaultAuth' }, { name: 'ExpirationCheck' }, { name: 'TimeWindowCheck' }],
        decorators: [{ name: 'DefaultDecorator' }],
        endorsers: { escc: { name: 'DefaultEndorsement' } },
        validators: { vscc: { name: 'DefaultValidation' } },
      },
      limits: { concurrency: { endorserService: 2500, deliverService: 2500, gatewayService: 500 } },
      maxRecvMsgSize: 104857600,
      maxSendMsgSize: 104857600,
    },
    // Empty: this peer looks for no Docker daemon.
    vm: { endpoint: '' },
    chaincode: {
      mode: 'net',
      keepalive: 0,
      installTimeout: '60s',
      startuptimeout: '30s',
      executetimeout: '30s',
      externalBuilders: [
        { name: 'ccaas', path: builder, propagateEnvironment: ['CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG'] },
      ],
      system: { _lifecycle: 'enable', cscc: 'enable', lscc: 'enable', qscc: 'enable' },
      logging: { level: 'info', shim: 'warning' },
      runtimeParams: {
        useWriteBatch: true,
        maxSizeWriteBatch: 1000,
        useGetMultipleKeys: true,
        maxSizeGetMultipleKeys: 1000,
      },
    },
    ledger: {
      state: { stateDatabase: 'goleveldb', totalQueryLimit: 100000 },
      history: { enableHistoryDatabase: true },
      pvtdataStore: {
        collElgProcMaxDbBatchSize: 5000,
        collElgProcDbBatchesInterval: 1000,
        deprioritizedDataReconcilerInterval: '60m',
        purgeInterval: 100,
      },
      snapshots: { rootDir: join(peer.dataDir, 'snapshots') },
    },
    operations: { listenAddress: `127.0.0.1:${peer.operationsPort}`, tls: { enabled: false } },
    metrics: { provider: 'prometheus' },
  };
}

/** Every peer fetches blocks from the orderers itself: none waits for a leader's gossip. */
function gossip(peer: PeerPlan): object {
  return {
    bootstrap: peer.neighbours.length > 0 ? peer.neighbours : [peer.address],
    endpoint: peer.address,
    externalEndpoint: peer.address,
    useLeaderElection: false,
    orgLeader: true,
    membershipTrackerInterval: '5s',
    maxBlockCountToStore: 10,
    maxPropagationBurstLatency: '10ms',
    maxPropagationBurstSize: 10,
    propagateIterations: 1,
    propagatePeerNum: 20,
    pullInterval: '4s',
    pullPeerNum: 20,
    requestStateInfoInterval: '4s',
    publishStateInfoInterval: '2s',
    publishCertPeriod: '10s',
    dialTimeout: '1s',
    connTimeout: '1s',
    recvBuffSize: 20,
    sendBuffSize: 200,
    digestWaitTime: '100ms',
    requestWaitTime: '200ms',
    responseWaitTime: '400ms',
    aliveTimeInterval: '4s',
    aliveExpirationTimeout: '12s',
    reconnectInterval: '2s',
    maxConnectionAttempts: 120,
    msgExpirationFactor: 20,
    pvtData: {
      pullRetryThreshold: '5s',
      transientstoreMaxBlockRetention: 20000,
      pushAckTimeout: '1s',
      btlPullMargin: 10,
      reconcileBatchSize: 10,
      reconcileSleepInterval: '2s',
      reconciliationEnabled: true,
      skipPullingInvalidTransactionsDuringCommit: false,
      implicitCollectionDisseminationPolicy: { requiredPeerCount: 0, maxPeerCount: 1 },
    },
    state: { enabled: false },
  };
}
