// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configFromBlock, type ChannelOperation } from '@opssc/configtx';
import { common } from '@hyperledger/fabric-protos';
import { needsFabric, runAs } from '../../support/fabric-commands.js';
import { eventually, TestChannel } from './support/test-channel.js';
import { TestNetwork } from './support/test-network.js';

describe("Fabric's own commands on an embedded network", () => {
  needsFabric();
  let test: TestNetwork;
  let channel: TestChannel;
  let close = () => Promise.resolve();
  let packageFile: string;
  let packageID: string;

  before(async () => {
    test = await TestNetwork.start({ organizations: 2, peers: 1, consensus: 'bft', batchTimeout: 10 });
    close = () => test.close();
    channel = new TestChannel(test);
    const made = await test.package('sample_1');
    await test.startService(made.packageID, made.address);
    packageID = made.packageID;
    packageFile = join(test.network.dir, 'sample.tar.gz');
    await writeFile(packageFile, made.bytes);
  });

  after(() => close());

  const run = (organization: number, line: string) => runAs(test.organization(organization), line);

  const toOrderer = '-o "$ORDERER_ADDRESS" --tls --cafile "$ORDERER_CA"';
  const osnadmin = (command: string) =>
    `osnadmin channel ${command} -o "$ORDERER_ADMIN_ADDRESS" --ca-file "$ORDERER_CA" ` +
    '--client-cert "$ORDERER_ADMIN_TLS_SIGN_CERT" --client-key "$ORDERER_ADMIN_TLS_PRIVATE_KEY"';
  const definition = '-C mychannel -n sample -v 1.0 --sequence 1';

  /** A file with an update that nobody has signed. */
  async function writeUpdate(operation: ChannelOperation): Promise<string> {
    const file = join(test.network.dir, `${operation.operation}.pb`);
    await writeFile(
      file,
      (await channel.updateTransaction({ operations: [operation], signers: [] })).serializeBinary(),
    );
    return file;
  }

  function toPeers(): string {
    return [1, 2]
      .map((organization) => test.peer(organization))
      .map(({ address, tlsRootCertFile }) => `--peerAddresses ${address} --tlsRootCertFiles '${tlsRootCertFile}'`)
      .join(' ');
  }

  it('peer channel list, getinfo and fetch', async () => {
    expect(await run(1, 'peer channel list')).to.contain('mychannel');
    expect(await run(1, 'peer channel getinfo -c mychannel')).to.contain('"height":1');
    const file = join(test.network.dir, 'config.block');
    const fetched = await run(1, `peer channel fetch config '${file}' -c mychannel ${toOrderer}`);
    expect(fetched).to.contain('Retrieving last config block: 0');
  });

  it('osnadmin channel list, join and remove', async () => {
    expect(await run(1, osnadmin('list'))).to.contain('"name": "mychannel"');
    expect(await run(1, osnadmin('list -c mychannel'))).to.contain('"consensusRelation": "consenter"');
    const join = osnadmin(`join -c mychannel --config-block '${test.network.dir}/channels/mychannel.block'`);
    expect(await run(1, join)).to.match(/Status: 405[^]*cannot join: channel already exists/);
    expect(await run(1, osnadmin('remove -c mychannel'))).to.contain('Status: 204');
    expect(await run(1, osnadmin('list -c mychannel'))).to.match(/Status: 404[^]*channel does not exist/);
    expect(await run(1, join)).to.match(/Status: 201[^]*"status": "active"/);
  });

  it('peer channel signconfigtx and update', async () => {
    const file = await writeUpdate({
      operation: 'set-application',
      acls: { 'event/Block': '/Channel/Application/Writers' },
    });
    const update = `peer channel update -f '${file}' -c mychannel ${toOrderer}`;
    const early = await run(1, update).then(String, String);
    expect(early).to.contain('got unexpected status: BAD_REQUEST');
    expect(early).to.contain(
      "1 sub-policies were satisfied, but this policy requires 2 of the 'Admins' sub-policies to be satisfied",
    );
    await run(1, `peer channel signconfigtx -f '${file}'`);
    expect(await run(2, update)).to.contain('Successfully submitted channel update');
    const fetched = join(test.network.dir, 'updated.block');
    await eventually(async () => {
      const said = await run(1, `peer channel fetch config '${fetched}' -c mychannel ${toOrderer}`);
      return said.includes('Retrieving last config block: 1');
    });
    expect(configFromBlock(common.Block.deserializeBinary(await readFile(fetched))).config.getSequence()).to.equal(1);
    expect(await run(2, update).then(String, String)).to.match(/BAD_REQUEST.*error validating ReadSet|to version 1/);
  });

  it('osnadmin channel update, fetch, and join with a configuration block', async () => {
    const file = await writeUpdate({ operation: 'set-application', acls: { 'event/Block': null } });
    await run(1, `peer channel signconfigtx -f '${file}'`);
    await run(2, `peer channel signconfigtx -f '${file}'`);
    expect(await run(1, osnadmin(`update -c mychannel -e '${file}'`))).to.contain('Status: 201');
    await channel.configAfter(1);
    const block = join(test.network.dir, 'fetched.block');
    await run(1, osnadmin(`fetch -c mychannel --blockID config --outputfile '${block}'`));
    expect(configFromBlock(common.Block.deserializeBinary(await readFile(block))).config.getSequence()).to.equal(2);
    expect(await run(1, osnadmin('remove -c mychannel'))).to.contain('Status: 204');
    const joined = await run(1, osnadmin(`join -c mychannel --config-block '${block}'`));
    expect(joined).to.match(/Status: 201[^]*"consensusRelation": "consenter"/);
  });

  it('peer channel join is refused for a configuration block that is not the first', async () => {
    const block = join(test.network.dir, 'fetched.block');
    await run(1, `peer channel fetch config '${block}' -c mychannel ${toOrderer}`);
    const added = await test.network.addOrganization({ peers: 1 });
    const message = await runAs(added, `peer channel join -b '${block}'`).then(String, String);
    expect(message).to.match(
      /cannot create ledger from genesis block: expected block number=0, received block number=\d/,
    );
    expect(await runAs(added, 'peer channel list')).to.not.contain('mychannel');
  });

  it('peer channel join is refused for a channel that the peer has', async () => {
    const joined = run(1, `peer channel join -b '${test.network.dir}/channels/mychannel.block'`);
    const message = await joined.then(String, String);
    expect(message).to.contain('ledger [mychannel] already exists');
  });

  it('peer lifecycle chaincode install, queryinstalled and getinstalledpackage', async () => {
    for (const organization of [1, 2]) {
      await run(organization, `peer lifecycle chaincode install '${packageFile}'`);
    }
    expect(await run(1, 'peer lifecycle chaincode queryinstalled')).to.contain(`Package ID: ${packageID}`);
    const get = `peer lifecycle chaincode getinstalledpackage --package-id ${packageID}`;
    await run(1, `${get} --output-directory '${test.network.dir}'`);
    await run(1, `cmp '${packageFile}' '${join(test.network.dir, packageID)}.tar.gz'`);
  });

  it('peer lifecycle chaincode approveformyorg, checkcommitreadiness and queryapproved', async () => {
    const approve = `peer lifecycle chaincode approveformyorg ${toOrderer} ${definition} --package-id ${packageID}`;
    await run(1, approve);
    const readiness = await run(2, `peer lifecycle chaincode checkcommitreadiness ${definition}`);
    expect(readiness).to.match(/Org1MSP: true\s+Org2MSP: false/);
    await run(2, approve);
    expect(await run(2, 'peer lifecycle chaincode queryapproved -C mychannel -n sample')).to.contain(packageID);
  });

  it('peer lifecycle chaincode commit and querycommitted', async () => {
    await run(1, `peer lifecycle chaincode commit ${toOrderer} ${definition} ${toPeers()}`);
    const committed = await run(2, 'peer lifecycle chaincode querycommitted -C mychannel -n sample');
    expect(committed).to.contain('Version: 1.0, Sequence: 1');
    expect(committed).to.contain('Approvals: [Org1MSP: true, Org2MSP: true]');
  });

  it('peer chaincode invoke and query', async () => {
    const put = `-c '{"Args":["put","colour","blue"]}'`;
    const invoked = await run(
      1,
      `peer chaincode invoke ${toOrderer} -C mychannel -n sample ${put} ${toPeers()} --waitForEvent`,
    );
    expect(invoked).to.contain('committed with status (VALID)');
    expect(await run(2, `peer chaincode query -C mychannel -n sample -c '{"Args":["get","colour"]}'`)).to.contain(
      'blue',
    );
  });
});
