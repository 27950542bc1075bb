// SPDX-License-Identifier: Apache-2.0

import type { msp } from '@hyperledger/fabric-protos';
import { roleName } from '../../policy/role-numbers.js';

/** Whether an MSP can tell any of its identities to have a role: without NodeOUs, it knows members and listed admins. */
export function canHaveRole(config: msp.FabricMSPConfig, role: number): boolean {
  const units = config.getFabricNodeOus();
  const hasUnits = units?.getEnable() === true;
  switch (roleName(role)) {
    case 'member':
      return true;
    case 'admin':
      return config.getAdminsList_asU8().length > 0 || (hasUnits && units.hasAdminOuIdentifier());
    case 'client':
      return hasUnits && units.hasClientOuIdentifier();
    case 'peer':
      return hasUnits && units.hasPeerOuIdentifier();
    case 'orderer':
      return hasUnits && units.hasOrdererOuIdentifier();
    default:
      return false;
  }
}
