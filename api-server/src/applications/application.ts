// SPDX-License-Identifier: Apache-2.0

/** An application that has shown a credential which works. */
export interface Application {
  /** Its user name: `ENVIRONMENT/NAME`. */
  readonly name: string;
  /** Where it may go. */
  readonly channels: readonly string[];
}

/** The user name that a credential is shown with. */
export function applicationName(environmentID: string, name: string): string {
  return `${environmentID}/${name}`;
}
