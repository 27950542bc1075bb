// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { z } from 'zod';
import { channelIDOf } from '../deliver/channel-id-of.js';
import type { OrdererAdminEndpoint } from '../endpoint.js';
import { errorCode } from '../errors/error-code.js';
import { FabricError, type FabricErrorCode } from '../errors/fabric-error.js';
import { fabricReason } from '../errors/fabric-reason.js';
import type { OrdererAdmin, OrdererChannel } from '../orderer-admin.js';
import { defaultTimeouts } from '../transport/default-timeouts.js';
import { type HttpsAnswer, httpsRequest, type HttpsRequest } from './https-request.js';
import { multipartFile } from './multipart-file.js';

export interface OrdererAdminOptions {
  readonly endpoint: OrdererAdminEndpoint;
  /** Milliseconds for an answer; default 30,000. */
  readonly timeoutMs?: number;
}

/** One orderer's channel participation API. Each call has a connection of its own, so there is nothing to close. */
export function newOrdererAdmin(options: OrdererAdminOptions): OrdererAdmin {
  return new HttpsOrdererAdmin(options);
}

const CHANNELS = '/participation/v1/channels';

/** orderer/common/types/channelinfo.go */
const channelSchema = z
  .object({
    name: z.string(),
    status: z.string(),
    consensusRelation: z.string(),
    height: z.number().int().nonnegative(),
  })
  .transform((channel): OrdererChannel => ({ ...channel, height: BigInt(channel.height) }));

const channelListSchema = z.object({ channels: z.array(z.object({ name: z.string() })).nullable() });

const errorSchema = z.object({ error: z.string() });

class HttpsOrdererAdmin implements OrdererAdmin {
  readonly name: string;
  readonly #endpoint: OrdererAdminEndpoint;
  readonly #timeoutMs: number;

  constructor({ endpoint, timeoutMs = defaultTimeouts.call }: OrdererAdminOptions) {
    this.name = endpoint.name;
    this.#endpoint = endpoint;
    this.#timeoutMs = timeoutMs;
  }

  async join(
    channelID: string,
    configBlock: common.Block,
  ): Promise<{ alreadyJoined: boolean; channel: OrdererChannel }> {
    const blockChannelID = channelIDOf(configBlock);
    if (blockChannelID !== channelID) {
      throw new FabricError({
        code: 'INVALID_ARGUMENT',
        message: `the block is one of channel ${blockChannelID}, not of ${channelID}`,
      });
    }
    const answer = await this.#send({
      method: 'POST',
      path: CHANNELS,
      content: multipartFile('config-block', configBlock.serializeBinary()),
    });
    if (answer.status === 201) {
      return { alreadyJoined: false, channel: this.#parse(channelSchema, answer) };
    }
    const error = this.#errorOf(answer);
    const channel = error.reason === 'ALREADY_JOINED' ? await this.info(channelID) : undefined;
    if (channel === undefined) {
      throw error;
    }
    return { alreadyJoined: true, channel };
  }

  async list(): Promise<readonly string[]> {
    const { channels } = this.#parse(channelListSchema, await this.#expect(200, { method: 'GET', path: CHANNELS }));
    return (channels ?? []).map(({ name }) => name).sort();
  }

  async info(channelID: string): Promise<OrdererChannel | undefined> {
    const answer = await this.#send({ method: 'GET', path: pathOf(channelID) });
    if (answer.status === 404) {
      return undefined;
    }
    if (answer.status !== 200) {
      throw this.#errorOf(answer);
    }
    return this.#parse(channelSchema, answer);
  }

  async remove(channelID: string): Promise<void> {
    await this.#expect(204, { method: 'DELETE', path: pathOf(channelID) });
  }

  async #expect(status: number, request: Pick<HttpsRequest, 'method' | 'path'>): Promise<HttpsAnswer> {
    const answer = await this.#send(request);
    if (answer.status !== status) {
      throw this.#errorOf(answer);
    }
    return answer;
  }

  #send(request: Pick<HttpsRequest, 'method' | 'path' | 'content'>): Promise<HttpsAnswer> {
    return httpsRequest({ ...request, endpoint: this.#endpoint, timeoutMs: this.#timeoutMs });
  }

  #parse<T>(schema: z.ZodType<T>, { status, body }: HttpsAnswer): T {
    const result = schema.safeParse(parseJson(body));
    if (!result.success) {
      throw this.#error({ code: 'INVALID_ANSWER', status, message: 'not an answer of the participation API' });
    }
    return result.data;
  }

  #errorOf({ status, body }: HttpsAnswer): FabricError {
    const parsed = errorSchema.safeParse(parseJson(body));
    return this.#error({
      code: codeOf(status),
      status,
      message: parsed.success ? parsed.data.error : `HTTP ${status}`,
    });
  }

  #error({ code, status, message }: { code: FabricErrorCode; status: number; message: string }): FabricError {
    const { name, url } = this.#endpoint;
    const reason = fabricReason(message);
    return new FabricError({
      code: errorCode(reason, code),
      message: `${name} (${url}): ${message}`,
      reason,
      status,
      details: [{ address: new URL(url).host, mspID: '', message }],
    });
  }
}

function pathOf(channelID: string): string {
  return `${CHANNELS}/${encodeURIComponent(channelID)}`;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function codeOf(status: number): FabricErrorCode {
  switch (status) {
    case 401:
    case 403:
      return 'FORBIDDEN';
    case 404:
      return 'NOT_FOUND';
    case 503:
      return 'UNAVAILABLE';
    default:
      return 'REFUSED';
  }
}
