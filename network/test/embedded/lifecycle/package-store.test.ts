// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { pack } from 'tar-stream';
import type { PackageStore } from '../../../src/embedded/ledger/ledger.js';
import { newPackageStore } from '../../../src/embedded/lifecycle/package-store.js';

type Entry = readonly [header: { name: string; type?: 'symlink'; linkname?: string }, content: string | Uint8Array];

describe('newPackageStore', () => {
  const templateValues = { host: '127.0.0.11' };
  const plainConnection = { address: '{{.host}}:{{ .host }}', dial_timeout: '10s', tls_required: false };
  let dir: string;
  let store: PackageStore;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'package-store-'));
    store = await newPackageStore({ dir: join(dir, 'packages'), templateValues });
  });

  afterEach(async () => {
    await rm(dir, { recursive: true });
  });

  it('installs a package under its label and hash', async () => {
    const bytes = await chaincodePackage();
    const packageID = `basic_1.0:${createHash('sha256').update(bytes).digest('hex')}`;

    expect(await store.install(bytes)).to.deep.equal({ packageID, label: 'basic_1.0', alreadyInstalled: false });
    expect(store.list()).to.deep.equal([{ packageID, label: 'basic_1.0' }]);
    expect(Buffer.from((await store.get(packageID)) ?? '').equals(bytes)).to.equal(true);
  });

  it('says when a package is installed already', async () => {
    const bytes = await chaincodePackage();
    await store.install(bytes);

    expect(await store.install(bytes)).to.have.property('alreadyInstalled', true);
    expect(store.list()).to.have.length(1);
  });

  it('has its packages after it is opened again', async () => {
    const { packageID } = await store.install(await chaincodePackage());
    const again = await newPackageStore({ dir: join(dir, 'packages'), templateValues });

    expect(again.list()).to.deep.equal(store.list());
    expect(await again.connection(packageID)).to.deep.equal(await store.connection(packageID));
    expect(await readdir(join(dir, 'packages'))).to.deep.equal([`${packageID.replace(':', '.')}.tar.gz`]);
  });

  it("fills the connection's templates with the peer's values", async () => {
    const { packageID } = await store.install(await chaincodePackage());

    expect(await store.connection(packageID)).to.deep.equal({
      address: '127.0.0.11:127.0.0.11',
      dialTimeoutMs: 10_000,
    });
  });

  it('gives TLS material only where the connection asks for it', async () => {
    const tls = { tls_required: true, root_cert: 'ROOT', client_key: 'KEY', client_cert: 'CERT' };
    const mutual = await store.install(
      await chaincodePackage({ connection: { address: 'localhost:9999', client_auth_required: true, ...tls } }),
    );
    const server = await store.install(await chaincodePackage({ connection: { address: 'localhost:9999', ...tls } }));

    expect(await store.connection(mutual.packageID)).to.deep.equal({
      address: 'localhost:9999',
      dialTimeoutMs: 3000,
      tls: { rootCert: 'ROOT', clientKey: 'KEY', clientCert: 'CERT' },
    });
    expect(await store.connection(server.packageID)).to.have.deep.property('tls', { rootCert: 'ROOT' });
  });

  it('knows nothing of a package that is not installed', async () => {
    expect(await store.get('other:00')).to.equal(undefined);
    expect(await store.connection('other:00')).to.equal(undefined);
  });

  const parse = 'could not parse as a chaincode install package: ';
  const build = 'could not build chaincode: ';
  const refused: readonly { reason: string; bytes: () => Promise<Uint8Array>; message: string }[] = [
    {
      reason: 'no archive',
      bytes: () => Promise.resolve(Buffer.from('no archive')),
      message: `${parse}error reading as gzip stream`,
    },
    {
      reason: 'no tar in it',
      bytes: () => Promise.resolve(gzipSync(Buffer.alloc(700, 'x'))),
      message: `${parse}error inspecting next tar header`,
    },
    {
      reason: 'no code',
      bytes: () => archive([[{ name: 'metadata.json' }, '{"type":"ccaas","label":"x"}']]),
      message: `${parse}did not find a code package inside the package`,
    },
    {
      reason: 'no metadata',
      bytes: async () => archive([[{ name: 'code.tar.gz' }, await archive([])]]),
      message: `${parse}did not find any package metadata (missing metadata.json)`,
    },
    {
      reason: 'metadata that is not JSON',
      bytes: () => chaincodePackage({ metadata: '{' }),
      message: `${parse}could not unmarshal metadata.json as json`,
    },
    {
      reason: 'a label that leads elsewhere',
      bytes: () => chaincodePackage({ metadata: '{"type":"ccaas","label":"../x"}' }),
      message: `${parse}invalid label '../x'.`,
    },
    {
      reason: 'a link',
      bytes: () => archive([[{ name: 'link', type: 'symlink', linkname: '/etc/passwd' }, '']]),
      message: `${parse}error inspecting next tar header: tar entry link is not a regular file`,
    },
    {
      reason: 'a path out of the code',
      bytes: () => chaincodePackage({ code: [[{ name: '../connection.json' }, '{}']] }),
      message: `${parse}error inspecting next tar header: illegal file path ../connection.json`,
    },
    {
      reason: 'a type that is not run here',
      bytes: () => chaincodePackage({ metadata: '{"type":"golang","label":"x"}' }),
      message: `${build}no builder for chaincode type 'golang'`,
    },
    {
      reason: 'no connection',
      bytes: () => chaincodePackage({ code: [] }),
      message: `${build}connection.json not found`,
    },
    {
      reason: 'no address',
      bytes: () => chaincodePackage({ connection: {} }),
      message: `${build}chaincode address not provided`,
    },
    {
      reason: 'a template value that the peer has not',
      bytes: () => chaincodePackage({ connection: { address: '{{.port}}' } }),
      message: `${build}Failed to parse the Address field template: map has no entry for key "port"`,
    },
    {
      reason: 'a template value that every object inherits',
      bytes: () => chaincodePackage({ connection: { address: '{{.constructor}}' } }),
      message: `${build}Failed to parse the Address field template: map has no entry for key "constructor"`,
    },
    {
      reason: 'TLS without a root certificate',
      bytes: () => chaincodePackage({ connection: { address: 'localhost:1', tls_required: true } }),
      message: `${build}chaincode tls root cert not provided`,
    },
  ];
  for (const { reason, bytes, message } of refused) {
    it(`refuses a package with ${reason}`, async () => {
      let error: unknown;
      await store.install(await bytes()).catch((cause: unknown) => {
        error = cause;
      });

      expect(error).to.be.instanceOf(Error).with.property('message').that.includes(message);
      expect(store.list()).to.deep.equal([]);
    });
  }

  async function chaincodePackage(
    parts: { metadata?: string; connection?: object; code?: readonly Entry[] } = {},
  ): Promise<Uint8Array> {
    const connection = JSON.stringify(parts.connection ?? plainConnection);
    return await archive([
      [{ name: 'metadata.json' }, parts.metadata ?? '{"type":"ccaas","label":"basic_1.0"}'],
      [{ name: 'code.tar.gz' }, await archive(parts.code ?? [[{ name: 'connection.json' }, connection]])],
    ]);
  }

  async function archive(entries: readonly Entry[]): Promise<Uint8Array> {
    const tar = pack();
    for (const [header, content] of entries) {
      tar.entry(header, Buffer.from(content));
    }
    tar.finalize();
    const chunks: Uint8Array[] = [];
    for await (const chunk of tar as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
    }
    return gzipSync(Buffer.concat(chunks));
  }
});
