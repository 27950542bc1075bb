// SPDX-License-Identifier: Apache-2.0

import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import { ParticipationError } from './participation-error.js';

/**
 * The bytes of the one file in a multipart form.
 *
 * @throws ParticipationError 400 when the body is anything else, or too large.
 */
export async function readFormFile(
  request: IncomingMessage,
  { name, maxBytes }: { readonly name: string; readonly maxBytes: number },
): Promise<Buffer> {
  const contentType = request.headers['content-type'] ?? '';
  if (!contentType.startsWith('multipart/form-data')) {
    throw new ParticipationError(400, `unsupported Content-Type: [${contentType}]`);
  }
  const chunks: Buffer[] = [];
  const seen = { parts: 0, file: false, tooLarge: false };
  try {
    const form = new Busboy({ headers: request.headers as BusboyHeaders, limits: { fileSize: maxBytes } });
    form.on('field', () => seen.parts++);
    form.on('file', (field, file) => {
      seen.parts++;
      seen.file ||= field === name;
      file.on('data', (chunk: Buffer) => chunks.push(chunk));
      file.on('limit', () => (seen.tooLarge = true));
    });
    await pipeline(request, form);
  } catch (cause) {
    throw new ParticipationError(400, 'cannot read form from request body', { cause });
  }
  if (seen.tooLarge) {
    throw new ParticipationError(400, 'cannot read form from request body: http: request body too large');
  }
  if (!seen.file) {
    throw new ParticipationError(400, `form does not contains part key: ${name}`);
  }
  if (seen.parts !== 1) {
    throw new ParticipationError(400, 'form contains too many parts');
  }
  return Buffer.concat(chunks);
}
