// SPDX-License-Identifier: Apache-2.0

import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Socket } from 'node:net';
import { common } from '@hyperledger/fabric-protos';
import { errorMessage } from '../node/error-message.js';
import type { ChannelParticipation, ParticipationInfo } from './channel-participation.js';
import { ParticipationError } from './participation-error.js';
import { readFormFile } from './read-form-file.js';

export interface ParticipationServerOptions {
  readonly host: string;
  readonly port: number;
  /** PEM. Clients need a certificate from one of `clientRoots`. */
  readonly tls: { readonly certificate: Buffer; readonly privateKey: Buffer; readonly clientRoots: Buffer };
  readonly participation: ChannelParticipation;
}

const base = '/participation/v1/channels';
const maxBodyBytes = 1024 * 1024;
const channelName = /^[a-z][a-z0-9.-]{0,248}$/;

/** Serves the channel participation API over HTTPS with mutual TLS, as `osnadmin` expects it. */
export async function startParticipationServer(
  options: ParticipationServerOptions,
): Promise<{ stop(): Promise<void> }> {
  const { certificate, privateKey, clientRoots } = options.tls;
  const server = createServer(
    { cert: certificate, key: privateKey, ca: clientRoots, requestCert: true, rejectUnauthorized: true },
    (request, response) => {
      handle(request, options.participation)
        .catch(errorAnswer)
        .then((answer) => {
          send(response, answer);
        })
        .catch(() => response.destroy());
    },
  );
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(options.port, options.host);
  await once(server, 'listening');
  return {
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) {
        socket.destroy();
      }
      await closed;
    },
  };
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

async function handle(request: IncomingMessage, participation: ChannelParticipation): Promise<Answer> {
  if (!acceptsJson(request)) {
    throw new ParticipationError(406, 'response Content-Type is application/json only');
  }
  const { pathname } = new URL(request.url ?? '/', 'https://localhost');
  if (pathname === '/participation/v1/' && request.method === 'GET') {
    return { status: 302, headers: { Location: base } };
  }
  if (pathname === base) {
    return await handleChannels(request, participation);
  }
  const [, channelID, blockID] = /^\/participation\/v1\/channels\/([^/]+)(?:\/blocks\/([^/]+))?$/.exec(pathname) ?? [];
  if (channelID === undefined) {
    return { status: 404 };
  }
  if (!channelName.test(channelID)) {
    throw new ParticipationError(400, `invalid channel ID: '${channelID}' contains illegal characters`);
  }
  return blockID === undefined
    ? await handleChannel(request, channelID, participation)
    : handleBlock(request, { channelID, blockID, participation });
}

async function handleChannels(request: IncomingMessage, participation: ChannelParticipation): Promise<Answer> {
  switch (request.method) {
    case 'GET': {
      const channels = participation.list().map((name) => ({ name, url: `${base}/${name}` }));
      const body = { systemChannel: null, channels: channels.length > 0 ? channels : null };
      return { status: 200, body, headers: noStore };
    }
    case 'POST': {
      const body = withUrl(await participation.join(await readBlock(request)));
      return { status: 201, body, headers: { Location: body.url } };
    }
    case 'PUT': {
      const body = withUrl(await participation.update(await readUpdate(request)));
      return { status: 201, body, headers: { Location: body.url } };
    }
    default:
      return notAllowed(request, 'GET, POST, PUT');
  }
}

async function handleChannel(
  request: IncomingMessage,
  channelID: string,
  participation: ChannelParticipation,
): Promise<Answer> {
  switch (request.method) {
    case 'GET':
      return { status: 200, body: withUrl(participation.info(channelID)), headers: noStore };
    case 'DELETE':
      await participation.remove(channelID);
      return { status: 204 };
    default:
      return notAllowed(request, 'GET, DELETE');
  }
}

interface BlockPlace {
  readonly channelID: string;
  readonly blockID: string;
  readonly participation: ChannelParticipation;
}

function handleBlock(request: IncomingMessage, { channelID, blockID, participation }: BlockPlace): Answer {
  if (request.method !== 'GET') {
    return notAllowed(request, 'GET');
  }
  if (!/^(newest|oldest|config|\d+)$/.test(blockID)) {
    throw new ParticipationError(400, `invalid block ID: '${blockID}' not equal <newest|oldest|config|(number)>`);
  }
  return {
    status: 200,
    body: Buffer.from(participation.block(channelID, blockID).serializeBinary()),
    headers: noStore,
  };
}

function withUrl({ name, ...info }: ParticipationInfo) {
  return { name, url: `${base}/${name}`, ...info };
}

async function readBlock(request: IncomingMessage): Promise<common.Block> {
  const file = await readFormFile(request, { name: 'config-block', maxBytes: maxBodyBytes });
  try {
    return common.Block.deserializeBinary(file);
  } catch (cause) {
    throw new ParticipationError(400, 'cannot unmarshal file part config-block into a block', { cause });
  }
}

async function readUpdate(request: IncomingMessage): Promise<common.Envelope> {
  const name = 'config-update-envelope';
  const file = await readFormFile(request, { name, maxBytes: maxBodyBytes });
  try {
    return common.Envelope.deserializeBinary(file);
  } catch (cause) {
    throw new ParticipationError(400, `cannot unmarshal file part ${name} into an envelope`, { cause });
  }
}

const noStore = { 'Cache-Control': 'no-store' };

function notAllowed(request: IncomingMessage, allowed: string): Answer {
  const error = `invalid request method: ${request.method ?? ''}`;
  return { status: 405, body: { error }, headers: { Allow: allowed } };
}

function acceptsJson(request: IncomingMessage): boolean {
  const accept = request.headers.accept ?? '*/*';
  return ['application/json', 'application/*', '*/*'].some((type) => accept.includes(type));
}

function errorAnswer(error: unknown): Answer {
  const status = error instanceof ParticipationError ? error.status : 500;
  return {
    status,
    body: { error: errorMessage(error) },
    ...(status === 405 && { headers: { Allow: 'GET, DELETE' } }),
  };
}

/** Bytes are sent as they are, anything else as JSON. */
function send(response: ServerResponse, { status, body, headers }: Answer): void {
  if (body === undefined) {
    response.writeHead(status, headers).end();
  } else if (Buffer.isBuffer(body)) {
    response.writeHead(status, { ...headers, 'Content-Type': 'application/octet-stream' }).end(body);
  } else {
    response.writeHead(status, { ...headers, 'Content-Type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
  }
}
