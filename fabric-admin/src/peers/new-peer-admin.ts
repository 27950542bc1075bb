// SPDX-License-Identifier: Apache-2.0

import { common, peer } from '@hyperledger/fabric-protos';
import { newEndorser, type Endorser, type EndorserOptions } from '../endorser/endorser.js';
import { FabricError } from '../errors/fabric-error.js';
import { packageIDIn } from '../errors/fabric-reason.js';
import { channelIDOf } from '../deliver/channel-id-of.js';
import type { ChainInfo, InstalledChaincode, PeerAdmin } from '../peer-admin.js';
import { defaultTimeouts } from '../transport/default-timeouts.js';

export interface PeerAdminOptions extends EndorserOptions {
  /** Milliseconds until a package is installed, which includes its build; default 300,000. */
  readonly installTimeoutMs?: number;
}

/** Administration of one peer, as an admin of its organization. It connects with its first call. */
export function newPeerAdmin(options: PeerAdminOptions): PeerAdmin {
  return new EndorserPeerAdmin(options);
}

class EndorserPeerAdmin implements PeerAdmin {
  readonly name: string;
  readonly #endorser: Endorser;
  readonly #installTimeoutMs: number;

  constructor(options: PeerAdminOptions) {
    this.name = options.endpoint.name;
    this.#endorser = newEndorser(options);
    this.#installTimeoutMs = options.installTimeoutMs ?? defaultTimeouts.install;
  }

  async install(packageBytes: Uint8Array): Promise<{ packageID: string; alreadyInstalled: boolean }> {
    const args = new peer.lifecycle.InstallChaincodeArgs();
    args.setChaincodeInstallPackage(packageBytes);
    try {
      const payload = await this.#endorser.call({
        channelID: '',
        chaincodeName: '_lifecycle',
        arguments: ['InstallChaincode', args.serializeBinary()],
        timeoutMs: this.#installTimeoutMs,
      });
      const result = peer.lifecycle.InstallChaincodeResult.deserializeBinary(payload);
      return { packageID: result.getPackageId(), alreadyInstalled: false };
    } catch (error) {
      return { packageID: await this.#installedPackageID(error), alreadyInstalled: true };
    }
  }

  async queryInstalled(): Promise<readonly InstalledChaincode[]> {
    const payload = await this.#lifecycle(
      'QueryInstalledChaincodes',
      new peer.lifecycle.QueryInstalledChaincodesArgs(),
    );
    return peer.lifecycle.QueryInstalledChaincodesResult.deserializeBinary(payload)
      .getInstalledChaincodesList()
      .map((installed) => ({
        packageID: installed.getPackageId(),
        label: installed.getLabel(),
        references: referencesOf(installed),
      }));
  }

  async getInstalledPackage(packageID: string): Promise<Uint8Array> {
    const args = new peer.lifecycle.GetInstalledChaincodePackageArgs();
    args.setPackageId(packageID);
    const payload = await this.#lifecycle('GetInstalledChaincodePackage', args);
    return peer.lifecycle.GetInstalledChaincodePackageResult.deserializeBinary(
      payload,
    ).getChaincodeInstallPackage_asU8();
  }

  async joinChannel(block: common.Block): Promise<{ alreadyJoined: boolean }> {
    try {
      await this.#endorser.call({
        channelID: '',
        chaincodeName: 'cscc',
        arguments: ['JoinChain', block.serializeBinary()],
      });
      return { alreadyJoined: false };
    } catch (error) {
      if (await this.#isJoined(error, block)) {
        return { alreadyJoined: true };
      }
      throw error;
    }
  }

  async listChannels(): Promise<readonly string[]> {
    const payload = await this.#endorser.call({ channelID: '', chaincodeName: 'cscc', arguments: ['GetChannels'] });
    return peer.ChannelQueryResponse.deserializeBinary(payload)
      .getChannelsList()
      .map((channel) => channel.getChannelId())
      .sort();
  }

  async getChainInfo(channelID: string): Promise<ChainInfo> {
    const payload = await this.#endorser.call({
      channelID,
      chaincodeName: 'qscc',
      arguments: ['GetChainInfo', channelID],
    });
    const info = common.BlockchainInfo.deserializeBinary(payload);
    return {
      height: BigInt(info.getHeight()),
      currentBlockHash: info.getCurrentblockhash_asU8(),
      previousBlockHash: info.getPreviousblockhash_asU8(),
    };
  }

  async getConfigBlock(channelID: string): Promise<common.Block> {
    const payload = await this.#endorser.call({
      channelID,
      chaincodeName: 'cscc',
      arguments: ['GetConfigBlock', channelID],
    });
    return common.Block.deserializeBinary(payload);
  }

  close(): void {
    this.#endorser.close();
  }

  #lifecycle(name: string, args: { serializeBinary(): Uint8Array }): Promise<Uint8Array> {
    return this.#endorser.call({
      channelID: '',
      chaincodeName: '_lifecycle',
      arguments: [name, args.serializeBinary()],
    });
  }

  /** Believes "already installed" when the peer also lists the package; throws every other error again. */
  async #installedPackageID(error: unknown): Promise<string> {
    if (error instanceof FabricError && error.reason === 'ALREADY_INSTALLED') {
      const packageID = packageIDIn(error.message);
      const installed = await this.queryInstalled();
      if (packageID !== undefined && installed.some((chaincode) => chaincode.packageID === packageID)) {
        return packageID;
      }
    }
    throw error;
  }

  /** A ledger that "already exists" may be one whose creation never ended, so the list of channels decides. */
  async #isJoined(error: unknown, block: common.Block): Promise<boolean> {
    return (
      error instanceof FabricError &&
      error.reason === 'ALREADY_JOINED' &&
      (await this.listChannels()).includes(channelIDOf(block))
    );
  }
}

function referencesOf(
  installed: peer.lifecycle.QueryInstalledChaincodesResult.InstalledChaincode,
): InstalledChaincode['references'] {
  const references: { channelID: string; name: string; version: string }[] = [];
  installed.getReferencesMap().forEach((entry, channelID) => {
    for (const chaincode of entry.getChaincodesList()) {
      references.push({ channelID, name: chaincode.getName(), version: chaincode.getVersion() });
    }
  });
  return references;
}
