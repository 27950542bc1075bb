// SPDX-License-Identifier: Apache-2.0

/**
 * Makes a clone ready to run: npm packages, redis-server, compiled sources. It needs nothing but Node and npm, does only
 * what is missing, and is called first by every npm script that runs something.
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
  const debian = existsSync('/etc/debian_version') && found('apt-get');
  if (!debian || process.getuid?.() !== 0) {
    stop(
      'redis-server is missing. Install it (Debian, Ubuntu: sudo apt-get install redis-server; macOS: brew install redis) and run this again.',
    );
  }
  say('installing redis-server');
  const apt = { DEBIAN_FRONTEND: 'noninteractive' };
  // A failing update is no reason to stop: the lists that are there may do.
  spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 2, 2], env: { ...process.env, ...apt } });
  run(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'],
    'apt could not install redis-server.',
    apt,
  );
}

function compile() {
  run('npx', ['--no-install', 'tsc', '-b'], 'The sources do not compile.');
}

function found(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
}

function run(command, args, failure, env = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...env },
  });
  if (error !== undefined || status !== 0) {
    stop(`${failure} (${command} ${args.join(' ')}: ${error?.message ?? `exit code ${status}`})`);
  }
}

function stop(message) {
  say(message);
  process.exit(1);
}
