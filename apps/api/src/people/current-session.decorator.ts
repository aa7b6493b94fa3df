import type { Actor, ResumedSession } from '#libs/domain';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the session guard on every route that is not public. */
    session?: ResumedSession;
  }
}

/** The session the request was made with. */
export const CurrentSession = createParamDecorator((_: unknown, context: ExecutionContext): ResumedSession =>
  sessionOf(context),
);

/** The person who makes the request, with the roles in force. */
export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor => sessionOf(context).actor,
);

function sessionOf(context: ExecutionContext): ResumedSession {
  const { session } = context.switchToHttp().getRequest<FastifyRequest>();
  // Only a public route gets here without one, and such a route has no actor to ask for.
  if (!session) throw new Error('A public route asks for the current actor');
  return session;
}
