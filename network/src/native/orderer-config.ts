// SPDX-License-Identifier: Apache-2.0

import { join } from 'node:path';
import type { OrdererPlan } from '../network-plan.js';

/** `orderer.yaml` of one orderer: no system channel, joined to channels by the participation API. */
export function ordererConfig(orderer: OrdererPlan): object {
  const { tls, dataDir } = orderer;
  const serverTls = {
    Enabled: true,
    Certificate: tls.certificate,
    PrivateKey: tls.privateKey,
    RootCAs: [tls.rootCert],
  };
  return {
    General: {
      ListenAddress: '127.0.0.1',
      ListenPort: orderer.port,
      BootstrapMethod: 'none',
      TLS: { ...serverTls, ClientAuthRequired: false },
      Keepalive: { ServerMinInterval: '1s', ServerInterval: '7200s', ServerTimeout: '20s' },
      // Consenters talk on the same port; without a listener of their own they need only the client's side here.
      Cluster: {
        ClientCertificate: tls.certificate,
        ClientPrivateKey: tls.privateKey,
        SendBufferSize: 100,
        DialTimeout: '3s',
        RPCTimeout: '3s',
        ReplicationPullTimeout: '2s',
        ReplicationRetryTimeout: '500ms',
        ReplicationPolicy: 'consensus',
      },
      Backoff: { BaseDelay: '100ms', Multiplier: 1.6, MaxDelay: '1s' },
      Throttling: { Rate: 0, InactivityTimeout: '5s' },
      LocalMSPID: orderer.mspID,
      LocalMSPDir: orderer.identity.mspDir,
      BCCSP: { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } },
      Authentication: { TimeWindow: '15m' },
      MaxRecvMsgSize: 104857600,
      MaxSendMsgSize: 104857600,
    },
    FileLedger: { Location: join(dataDir, 'ledger') },
    Consensus: {
      WALDir: join(dataDir, 'wal'),
      SnapDir: join(dataDir, 'snapshots'),
    },
    ChannelParticipation: { Enabled: true, MaxRequestBodySize: '16 MB' },
    Admin: {
      ListenAddress: `127.0.0.1:${orderer.adminPort}`,
      TLS: { ...serverTls, ClientAuthRequired: true, ClientRootCAs: [tls.rootCert] },
    },
    Operations: { ListenAddress: `127.0.0.1:${orderer.operationsPort}`, TLS: { Enabled: false } },
    Metrics: { Provider: 'prometheus' },
  };
}
