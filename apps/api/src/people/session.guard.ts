import { NotSignedIn, Sessions } from '#libs/domain';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { CrossSiteCheck } from './cross-site-check.js';
import './current-session.decorator.js';
import { IS_PUBLIC } from './public.decorator.js';
import { SessionCookie } from './session-cookie.js';

const BEARER = /^Bearer +(\S+)$/i;

/**
 * Closes every route that is not marked `@Public()`: a request needs a session in force, as a cookie or as a Bearer
 * token. One query tells who it is and which roles count now, so that a role taken away is gone at the next request.
 */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(SessionCookie) private readonly cookie: SessionCookie,
    @Inject(CrossSiteCheck) private readonly crossSite: CrossSiteCheck,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const authorization = request.headers.authorization;
    if (authorization === undefined) this.crossSite.check(request);
    if (this.reflector.getAllAndOverride<boolean>(IS_PUBLIC, [context.getHandler(), context.getClass()])) return true;

    // An Authorization header that does not hold is not made good by a cookie beside it.
    const token = authorization === undefined ? this.cookie.read(request) : BEARER.exec(authorization)?.[1];
    const session = token === undefined ? undefined : await this.sessions.resume(token);
    if (!session) throw new NotSignedIn();
    request.session = session;
    return true;
  }
}
