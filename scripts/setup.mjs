// SPDX-License-Identifier: Apache-2.0

/**
 * Makes a clone ready to run: npm packages, redis-server, compiled sources. It needs nothing but Node and npm, does only
 * what is missing, and is called first by every npm script that runs something. `tests` as its argument: also an HSM in
 * software, where that is easily had; tests that need one are skipped otherwise.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const say = (line) => console.error(`setup: ${line}`);

checkNode();
installPackages();
installRedis();
if (process.argv.includes('tests')) {
  prepareHsm();
}
compile();

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    stop(`Node ${process.versions.node} is too old: OpsSC needs 20.19 or newer.`);
  }
}

function installPackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.opssc-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return;
  }
  say('installing npm packages');
  run('npm', ['ci', '--loglevel=error'], 'npm could not install the packages.');
  writeFileSync(stamp, wanted);
}

function installRedis() {
  if (found('redis-server')) {
    return;
  }
  if (!mayInstall()) {
    stop(
      'redis-server is missing. Install it (Debian, Ubuntu: sudo apt-get install redis-server; macOS: brew install redis) and run this again.',
    );
  }
  if (!install('redis-server')) {
    stop('apt could not install redis-server.');
  }
}

/** SoftHSM and the native binding to it, where there is a compiler for that. Nothing here is a reason to stop. */
function prepareHsm() {
  const headers = join(dirname(process.execPath), '..');
  if (!['g++', 'make', 'python3'].every(found) || !existsSync(join(headers, 'include/node/node_api.h'))) {
    return;
  }
  if (!found('softhsm2-util') && (!mayInstall() || !install('softhsm2'))) {
    return;
  }
  if (!existsSync(join(root, 'node_modules/pkcs11js/build/Release/pkcs11.node'))) {
    say('building pkcs11js');
    const rebuild = ['rebuild', 'pkcs11js', '--ignore-scripts=false', '--loglevel=error'];
    attempt('npm', rebuild, { npm_config_nodedir: headers });
  }
}

function mayInstall() {
  return existsSync('/etc/debian_version') && found('apt-get') && process.getuid?.() === 0;
}

/** Whether apt has installed it. */
function install(name) {
  say(`installing ${name}`);
  const apt = { DEBIAN_FRONTEND: 'noninteractive' };
  // A failing update is no reason to stop: the lists that are there may do.
  attempt('apt-get', ['update', '-qq'], apt);
  return attempt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], apt).succeeded;
}

function compile() {
  run('npx', ['--no-install', 'tsc', '-b'], 'The sources do not compile.');
}

function found(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
}

function run(command, args, failure) {
  const { succeeded, reason } = attempt(command, args);
  if (!succeeded) {
    stop(`${failure} (${command} ${args.join(' ')}: ${reason})`);
  }
}

function attempt(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...env },
  });
  return { succeeded: error === undefined && status === 0, reason: error?.message ?? `exit code ${status}` };
}

function stop(message) {
  say(message);
  process.exit(1);
}
