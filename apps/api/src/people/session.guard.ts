import {
  ApiTokens,
  mayAsk,
  NotPermitted,
  NotSignedIn,
  PERMISSIONS,
  type ResumedSession,
  ScopeMissing,
  Sessions,
} from '#libs/domain';
import { nameAsker } from '#libs/infrastructure';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { RequestLimits } from '../http/request-limits.js';
import { ACCESS, type DeclaredAccess } from './access.decorator.js';
import { CrossSiteCheck } from './cross-site-check.js';
import './current-session.decorator.js';
import { SessionCookie } from './session-cookie.js';

const BEARER = /^Bearer +(\S+)$/i;

/**
 * Closes every route: one that declares nothing answers nobody, one that is not `@Public()` needs a session in force, as
 * a cookie or as a Bearer token, of somebody whose roles have the permission it names. One query tells who it is and
 * which roles count now, so that a role taken away is gone at the next request.
 */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(ApiTokens) private readonly tokens: ApiTokens,
    @Inject(SessionCookie) private readonly cookie: SessionCookie,
    @Inject(CrossSiteCheck) private readonly crossSite: CrossSiteCheck,
    @Inject(RequestLimits) private readonly limits: RequestLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const authorization = request.headers.authorization;
    if (authorization === undefined) this.crossSite.check(request);
    const access = this.reflector.get<DeclaredAccess | undefined>(ACCESS, context.getHandler());
    if (access === undefined) throw new NotPermitted('none', []);
    if (access === 'public') return true;

    // An Authorization header that does not hold is not made good by a cookie beside it.
    const session =
      authorization === undefined
        ? await this.resumeCookie(this.cookie.read(request))
        : await this.resumeBearer(BEARER.exec(authorization)?.[1]);
    if (!session) throw new NotSignedIn();
    this.limits.countPerson(session.actor.personId);
    if (session.scopes !== null && !session.scopes.includes(access)) throw new ScopeMissing(access);
    if (!mayAsk(session.actor, access)) {
      const { roles } = PERMISSIONS[access];
      throw new NotPermitted(access, roles === 'everybody' ? [] : roles);
    }
    request.session = session;
    nameAsker(session.actor);
    return true;
  }
  private async resumeCookie(token: string | undefined): Promise<ResumedSession | undefined> {
    return token === undefined ? undefined : this.sessions.resume(token);
  }

  /** A program shows the token of a session, or one that was made for programs; the prefix tells which. */
  private async resumeBearer(token: string | undefined): Promise<ResumedSession | undefined> {
    if (token === undefined) return undefined;
    return token.startsWith('urt_') ? this.tokens.resume(token) : this.sessions.resume(token);
  }
}
