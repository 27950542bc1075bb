import { mspCases } from './support/msp-cases.js';
import { testMspConfig, serializedIdentity } from './support/test-msp.js';
import { newMspManager } from '../src/msp/new-msp-manager.js';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
describe('tmp', () => { it('x', async function () { this.timeout(60000);
  const cases = await mspCases();
  const input: any = {}, output: any = {};
  for (const [name, c] of Object.entries(cases)) {
    const config = testMspConfig(c.msp);
    const ids = Object.fromEntries(Object.entries(c.identities).map(([n, pem]) => [n, serializedIdentity(c.msp.mspID, pem)] as const));
    input[name] = { config: Buffer.from(config.serializeBinary()).toString('base64'), isVersion3: c.isVersion3, identities: Object.fromEntries(Object.entries(ids).map(([n, b]) => [n, Buffer.from(b).toString('base64')])) };
    try {
      const m = newMspManager([config], { allowsEd25519: c.isVersion3 });
      output[name] = { identities: {} };
      for (const [n, b] of Object.entries(ids)) {
        try { const i = m.deserialize(b); output[name].identities[n] = { roles: [...i.roles].map((r) => r.toUpperCase()), id: createHash('sha256').update(i.certificate).digest('hex') }; }
        catch (e: any) { output[name].identities[n] = { error: `${e.code} ${e.message}${e.code===undefined ? e.stack : ''}` }; }
      }
    } catch (e: any) { output[name] = { error: `${e.code} ${e.message}` }; }
  }
  writeFileSync('/tmp/cfgtx-go/msp-in.json', JSON.stringify(input)); writeFileSync('/tmp/cfgtx-go/msp-ours.json', JSON.stringify(output));
})});
