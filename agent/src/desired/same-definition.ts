// SPDX-License-Identifier: Apache-2.0

import type { LifecycleDefinition } from '@opssc/fabric-admin';

/** Whether two definitions are the same for Fabric, field by field (`ChaincodeParameters.Equal`) and in sequence. */
export function sameDefinition(a: LifecycleDefinition, b: LifecycleDefinition): boolean {
  return (
    a.sequence === b.sequence &&
    a.version === b.version &&
    a.initRequired === b.initRequired &&
    a.endorsementPlugin === b.endorsementPlugin &&
    a.validationPlugin === b.validationPlugin &&
    sameBytes(a.validationParameter, b.validationParameter) &&
    sameBytes(collectionBytes(a), collectionBytes(b))
  );
}

function collectionBytes({ collections }: LifecycleDefinition): Uint8Array {
  return collections?.serializeBinary() ?? new Uint8Array();
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
