// SPDX-License-Identifier: Apache-2.0

import type { MspProfile, Policies, PolicyRule } from '../channel-profile.js';

const implicitMeta = (rule: string): PolicyRule => ({ type: 'ImplicitMeta', rule });
const signature = (rule: string): PolicyRule => ({ type: 'Signature', rule });

/** The policies of the `/Channel` group in Fabric's sample configuration. */
export const channelPolicies: Policies = {
  Readers: implicitMeta('ANY Readers'),
  Writers: implicitMeta('ANY Writers'),
  Admins: implicitMeta('MAJORITY Admins'),
};

/** The policies of the `/Channel/Orderer` group in Fabric's sample configuration. */
export const ordererPolicies: Policies = {
  ...channelPolicies,
  BlockValidation: implicitMeta('ANY Writers'),
};

/** The policies of the `/Channel/Application` group in Fabric's sample configuration. */
export const applicationPolicies: Policies = {
  ...channelPolicies,
  LifecycleEndorsement: implicitMeta('MAJORITY Endorsement'),
  Endorsement: implicitMeta('MAJORITY Endorsement'),
};

/** An orderer organization's policies, as the test network has them. */
export function ordererOrganizationPolicies({ mspID }: MspProfile): Policies {
  return {
    Readers: signature(`OR('${mspID}.member')`),
    Writers: signature(`OR('${mspID}.member')`),
    Admins: signature(`OR('${mspID}.admin')`),
  };
}

/** An application organization's policies, as the test network has them. Without NodeOUs no identity is a peer or client. */
export function applicationOrganizationPolicies({ mspID, nodeOUs = true }: MspProfile): Policies {
  if (!nodeOUs) {
    return {
      ...ordererOrganizationPolicies({ mspID, rootCerts: [], tlsRootCerts: [] }),
      Endorsement: signature(`OR('${mspID}.member')`),
    };
  }
  return {
    Readers: signature(`OR('${mspID}.admin', '${mspID}.peer', '${mspID}.client')`),
    Writers: signature(`OR('${mspID}.admin', '${mspID}.client')`),
    Admins: signature(`OR('${mspID}.admin')`),
    Endorsement: signature(`OR('${mspID}.peer')`),
  };
}
