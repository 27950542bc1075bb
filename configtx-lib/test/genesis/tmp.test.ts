import { findOfficialTools } from '../support/official-tools.js';
import { bftProfile, raftProfile } from '../support/golden-profiles.js';
import { newGenesisBlock } from '../../src/index.js';
import { writeFileSync } from 'node:fs';
describe('tmp', () => { it('x', () => {
  const t = findOfficialTools()!;
  for (const p of [raftProfile, bftProfile]) {
    const theirs = t.genesisBlock(p);
    writeFileSync(`/tmp/cfgtx-go/${p.channelID}.theirs.json`, JSON.stringify(t.decode('common.Block', theirs), null, 1));
    const ours = newGenesisBlock(p).serializeBinary();
    writeFileSync(`/tmp/cfgtx-go/${p.channelID}.ours.json`, JSON.stringify(t.decode('common.Block', ours), null, 1));
    console.log(theirs.length, ours.length);
  }
})});
