// SPDX-License-Identifier: Apache-2.0

import { Command, Option } from 'commander';
import type { AddCommands, CommandScope } from './command-scope.js';
import { addApply } from './commands/apply.js';
import { addChaincode } from './commands/chaincode.js';
import { addChannel } from './commands/channel.js';
import { addCompletion } from './commands/completion.js';
import { addConsortium } from './commands/consortium.js';
import { addGovernance } from './commands/governance.js';
import { addLogin } from './commands/login.js';
import { addLogout } from './commands/logout.js';
import { addProfile } from './commands/profile.js';
import { addWatch } from './commands/watch.js';
import { examples } from './examples.js';
import { outputFormats } from './output/output-format.js';
import { version } from './version.js';

const groups: readonly AddCommands[] = [
  addChaincode,
  addChannel,
  addGovernance,
  addConsortium,
  addApply,
  addWatch,
  addLogin,
  addLogout,
  addProfile,
  addCompletion,
];

const exitCodesText = `
Exit codes:
  0  done, or nothing to do      4  expired
  1  error                       5  failed
  2  wrong command line          6  timed out
  3  rejected                    7  withdrawn`;

/** The `opssc` command. It throws CommanderError instead of ending the process. */
export function newProgram(scope: CommandScope): Command {
  const { stdout, stderr } = scope.context;
  const program = new Command('opssc')
    .description('Propose, vote on and watch operations of a shared Fabric network')
    .version(version)
    .addOption(new Option('-o, --output <format>', 'how results are printed').choices(outputFormats).default('table'))
    .option('-p, --profile <name>', 'the profile to use (OPSSC_PROFILE)')
    .option('--url <url>', "the organization's API server (OPSSC_URL)")
    .option('--token-file <file>', 'a file with the bearer token (OPSSC_TOKEN has the token itself)')
    .option('--ca-file <file>', 'the CA certificates to trust, PEM (OPSSC_CA_FILE)')
    .option('--cert <file>', 'a client certificate, PEM (OPSSC_CERT_FILE)')
    .option('--key <file>', 'its private key, PEM (OPSSC_KEY_FILE)')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => {
        stdout.write(text);
      },
      writeErr: (text) => {
        stderr.write(text);
      },
      outputError: (text, write) => {
        write(`opssc: ${text.trim().replace(/\s*\n\s*/g, ' ')}\n`);
      },
    })
    .exitOverride()
    .addHelpText('after', exitCodesText);
  examples(program, [
    'opssc profile add org1 --url https://opssc.org1.example.com --ca-file ca.pem',
    'opssc login --device',
    'opssc chaincode list --status proposed',
    'opssc apply -f trade.yaml --wait --timeout 2h',
  ]);
  for (const add of groups) {
    add(program, scope);
  }
  return program;
}
