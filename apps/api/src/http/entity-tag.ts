import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { VersionNotGiven, VersionNotReadable } from './http.errors.js';

/** The ETag of a version: strong, because two readings of one version are the same to the byte. */
export function entityTag(version: number): string {
  return `"v${version}"`;
}

/** The version the caller has seen, from `If-Match`. @throws VersionNotGiven, VersionNotReadable */
export function versionFrom(ifMatch: string | undefined): number {
  if (ifMatch === undefined) throw new VersionNotGiven();
  const version = Number(/^"v([1-9]\d{0,8})"$/.exec(ifMatch.trim())?.[1]);
  if (!Number.isInteger(version)) throw new VersionNotReadable();
  return version;
}

/** Hands the version in `If-Match` to a handler that changes something. */
export const SeenVersion = createParamDecorator((_: unknown, context: ExecutionContext): number =>
  versionFrom(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);
