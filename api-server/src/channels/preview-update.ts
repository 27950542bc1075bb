// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import {
  assessRisks,
  configUpdateBytes,
  explainUpdate,
  mergeSignatures,
  newConfigUpdateEnvelope,
  requiredSignatures,
  simulateUpdate,
  updateDigest,
} from '@opssc/configtx';
import type { ChannelPreview } from '../views/channel-preview-view.js';
import { refusalIn } from './preview-or-refusal.js';
import { refusalAmong } from './refusal-among.js';

/** A signature that is on the ledger. */
export interface GatheredSignature {
  readonly mspID: string;
  /** Hex SHA-256 of the update that it signs. */
  readonly updateDigest: string;
  readonly signature: common.ConfigSignature;
}

export interface PreviewUpdateOptions {
  readonly channelID: string;
  readonly current: common.Config;
  readonly update: common.ConfigUpdate;
  /** Those of any round: what signs another update than this one is left out. */
  readonly gathered: readonly GatheredSignature[];
  /** MSP IDs of organizations that are taken as signing. */
  readonly assumed: readonly string[];
  readonly now: Date;
}

/** What an update changes, who must sign it, what it risks, and whether the ordering service would take it. */
export function previewUpdate(options: PreviewUpdateOptions): ChannelPreview {
  const { channelID, current, update, gathered, assumed, now } = options;
  const bytes = configUpdateBytes(update);
  const digest = updateDigest(bytes);
  const fitting = gathered.filter((one) => one.updateDigest === digest);
  const signatures = mergeSignatures(fitting.map(({ signature }) => signature));
  const { text, changes } = explainUpdate({ update, current });
  const required = requiredSignatures({ channelID, update, current, signatures, assumed });
  const risks = assessRisks({ update, current, now });
  const refusal = refusalAmong(risks) ?? refusalBySimulation({ channelID, current, update, bytes, signatures, now });
  return {
    channelID,
    configSequence: current.getSequence(),
    updateDigest: digest,
    explanation: { text, changes: [...changes] },
    signers: {
      elements: [...required.elements],
      satisfied: required.satisfied,
      missing: required.missing.map((organizations) => [...organizations]),
      unsatisfiable: required.unsatisfiable,
      assumed: [...assumed],
      signed: fitting.map(({ mspID }) => mspID),
    },
    risks: [...risks],
    ...(refusal !== undefined && { refusal }),
  };
}

interface RefusalOptions extends Pick<PreviewUpdateOptions, 'channelID' | 'current' | 'update' | 'now'> {
  readonly bytes: Uint8Array;
  readonly signatures: readonly common.ConfigSignature[];
}

/** What the ordering service would say to the signatures on the ledger: nothing can be said before they suffice. */
function refusalBySimulation(options: RefusalOptions): ChannelPreview['refusal'] {
  const { channelID, current, update, bytes, signatures, now } = options;
  if (!requiredSignatures({ channelID, update, current, signatures }).satisfied) {
    return undefined;
  }
  try {
    simulateUpdate({ channelID, current, envelope: newConfigUpdateEnvelope(bytes, signatures), now });
    return undefined;
  } catch (error) {
    return refusalIn(error);
  }
}
