import { newTestAuthority } from './support/test-authority.js';
import { serializedIdentity } from './support/test-msp.js';
import { newGenesisBlock, newConfigBundle, configFromBlock, type ChannelProfile, type PolicyRule } from '../src/index.js';
import { readFileSync, writeFileSync, existsSync } from 'node:fs';
import { bftProfile } from './support/golden-profiles.js';
import { execFileSync } from 'node:child_process';
describe('tmp2', () => { it('x', async function () { this.timeout(600000);
  let seed = Number(process.env['SEED'] ?? 1); const rnd = (n: number) => { seed = (seed * 1103515245 + 12345) % 2147483648; return Math.floor(seed / 65536) % n; };
  const pick = <T>(a: readonly T[]): T => a[rnd(a.length)] as T;
  const orgs = await Promise.all(['A', 'B', 'C'].map(async (n) => { const ca = await newTestAuthority({ commonName: `ca${n}` }); const stranger = await newTestAuthority({ commonName: `ca${n}` });
    const ids = await Promise.all(['client', 'peer', 'admin', 'orderer', 'client', 'peer', 'nothing'].map((u, i) => ca.issue({ commonName: `u${i}`, units: [u] })));
    return { n, ca, ids: [...ids, await stranger.issue({ commonName: 'x', units: ['client'] })] }; }));
  const roles = ['member', 'admin', 'client', 'peer', 'orderer'];
  const principal = () => `'${pick([...orgs.map((o) => o.n), 'Z'])}.${pick(roles)}'`;
  const gate = (d: number): string => { const k = 1 + rnd(4); const rs = Array.from({ length: k }, () => d > 0 && rnd(3) === 0 ? gate(d - 1) : principal()); const t = rnd(3); return t === 0 ? `AND(${rs.join(', ')})` : t === 1 ? `OR(${rs.join(', ')})` : `OutOf(${rnd(k + 2)}, ${rs.join(', ')})`; };
  const sig = (): PolicyRule => ({ type: 'Signature', rule: gate(2) });
  const imp = (): PolicyRule => ({ type: 'ImplicitMeta', rule: `${pick(['ANY', 'ALL', 'MAJORITY'])} ${pick(['Readers', 'Writers', 'Admins', 'Extra', 'Nope'])}` });
  const either = () => (rnd(2) ? sig() : imp());
  const cases: any[] = [], ours: any[] = [];
  for (let i = 0; i < 150; i++) {
    const pol = (f: () => PolicyRule) => ({ Readers: f(), Writers: f(), Admins: f(), ...(rnd(2) ? { Extra: f() } : {}) });
    const profile: ChannelProfile = { ...bftProfile, policies: pol(either), orderer: { ...bftProfile.orderer, policies: { ...pol(either), BlockValidation: either() } },
      application: { organizations: orgs.slice(0, 1 + rnd(3)).map(({ n, ca }) => ({ name: n, msp: { mspID: n, rootCerts: [ca.pem], tlsRootCerts: [] }, policies: pol(sig) })), policies: pol(imp) } };
    const block = newGenesisBlock(profile); const { channelID, config } = configFromBlock(block);
    const bundle = newConfigBundle(channelID, config);
    const paths = ['', '/Application', '/Orderer', '/Application/A', '/Application/B', '/Orderer/OrdererOrg', '/Nowhere'].flatMap((p) => ['Readers', 'Writers', 'Admins', 'Extra'].map((x) => `/Channel${p}/${x}`)).concat(['Application/Writers', 'Writers', '/Other/Writers', '/Channel/Orderer/BlockValidation', 'Channel/Writers', '/Channel']);
    const queries = paths.flatMap((path) => Array.from({ length: 3 }, () => ({ path, sigs: Array.from({ length: rnd(6) }, () => { const o = pick(orgs), id = pick(o.ids); const data = Buffer.from(`d${rnd(3)}`); const signature = rnd(8) === 0 ? Buffer.from(id.sign(Buffer.from('other'))) : id.sign(data); return { data, identity: rnd(20) === 0 ? Buffer.from('junk') : serializedIdentity(o.n, id.pem), signature }; }) })));
    const b64 = (x: Uint8Array) => Buffer.from(x).toString('base64');
    cases.push({ Block: b64(block.serializeBinary()), Queries: queries.map((q) => ({ Path: q.path, Sigs: q.sigs.map((s) => ({ Data: b64(s.data), Identity: b64(s.identity), Signature: b64(s.signature) })) })) });
    ours.push(queries.map((q) => bundle.policies.evaluate(q.path, q.sigs) ?? ''));
  }
  writeFileSync('/tmp/cfgtx-go/eval-in.json', JSON.stringify(cases));
  const theirs = JSON.parse(execFileSync('/tmp/cfgtx-go/evalv', { input: JSON.stringify(cases), encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'], maxBuffer: 1 << 30 }));
  let n = 0, diff = 0, ok = 0; 
  cases.forEach((c, i) => { if (typeof theirs[i] === 'string') { console.log('setup', theirs[i]); diff++; return; } c.Queries.forEach((q: any, j: number) => { n++; if (theirs[i][j] === '') ok++; if (theirs[i][j] !== ours[i][j] && diff++ < 10) console.log(q.Path, '\n T', theirs[i][j], '\n O', ours[i][j]); }); });
  console.log({ n, ok, diff });
})});
