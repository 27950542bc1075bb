// SPDX-License-Identifier: Apache-2.0

/** A chaincode that the organization's configuration allows to run as a process of the agent. */
export interface AllowedProcess {
  readonly name: string;
  /** Undefined: on every channel. */
  readonly channel?: string | undefined;
  readonly runtime: 'process';
  /** `sha256:HEX` of the source folder. */
  readonly digest?: string | undefined;
  /** Absolute: the source folder, and the working directory of the command. */
  readonly directory: string;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** What becomes of the process when the agent stops. */
  readonly onStop: 'stop' | 'leave';
}

/** A chaincode whose service somebody else runs. */
export interface AllowedExternal {
  readonly name: string;
  readonly channel?: string | undefined;
  readonly runtime: 'external';
}

export type AllowedChaincode = AllowedProcess | AllowedExternal;
