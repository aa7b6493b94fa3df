import { createHash } from 'node:crypto';
import type { Repeatable } from '#libs/domain';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { IdempotencyKeyNotReadable } from './http.errors.js';

/**
 * What makes a call safe to repeat: `Idempotency-Key`, bound to the person and to what was asked (method, address,
 * version seen and body). Null where the caller sent no key.
 */
export const RepeatableCall = createParamDecorator((_: unknown, context: ExecutionContext): Repeatable | null => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) throw new IdempotencyKeyNotReadable();
  const { session } = request;
  if (!session) throw new Error('A repeatable call needs a session: the guard has to run before');
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([request.method, request.url, request.headers['if-match'] ?? null, request.body ?? null]))
    .digest();
  return { personId: session.actor.personId, key, fingerprint };
});
