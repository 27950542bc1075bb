// SPDX-License-Identifier: Apache-2.0

import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Kills node processes when this process ends without having stopped them, however it ends. */
export interface ProcessGuard {
  watch(pid: number): void;
  /** The process has ended: its ID may soon be another's. */
  forget(pid: number): void;
  close(): Promise<void>;
}

/** Reads `+PID` and `-PID` lines; at the end of its input, which a dead owner brings about too, kills what is left. */
const script = `
trap '' INT TERM HUP
pids=' '
while read -r line; do
  pid=\${line#?}
  case $line in
    +*) pids="$pids$pid " ;;
    -*) case $pids in *" $pid "*) pids="\${pids%% $pid *} \${pids#* $pid }" ;; esac ;;
  esac
done
for pid in $pids; do kill -KILL "$pid" 2>/dev/null; done
`;

/** Starts the guard: a shell of its own session that waits for its input to end. */
export function startProcessGuard(): ProcessGuard {
  const shell = spawn('/bin/sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true, env: {} });
  const ended = once(shell, 'exit');
  // Written to after it has gone: nothing to do about it, the run record is still there for the next start.
  shell.stdin.on('error', () => undefined);
  shell.unref();
  return {
    watch: (pid) => shell.stdin.write(`+${pid}\n`),
    forget: (pid) => shell.stdin.write(`-${pid}\n`),
    close: async () => {
      // Until now it kept nobody from ending; what is waited for has to.
      shell.ref();
      shell.stdin.end();
      await ended;
    },
  };
}
