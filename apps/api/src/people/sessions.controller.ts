import { type ResumedSession, SessionNotFound, Sessions, SignIn } from '#libs/domain';
import { sourceNetwork } from '#libs/infrastructure';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiExtraModels,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblem, ProblemView } from '../openapi/api-problem.decorator.js';
import { CurrentSession } from './current-session.decorator.js';
import { Permission, Public } from './access.decorator.js';
import { SessionCookie } from './session-cookie.js';
import { OpenedSessionView, SessionList, SignInBody } from './sessions.dto.js';

@ApiTags('people')
@ApiExtraModels(ProblemView)
@Controller('sessions')
export class SessionsController {
  constructor(
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(SessionCookie) private readonly cookie: SessionCookie,
  ) {}

  @Post()
  @Public()
  @ApiOperation({ summary: 'Sign in with e-mail address and password', security: [] })
  @ApiCreatedResponse({
    type: OpenedSessionView,
    headers: { 'Set-Cookie': { schema: { type: 'string' }, description: 'With `deliver: cookie`' } },
  })
  @ApiProblem(
    401,
    'people.sign_in_refused',
    'The e-mail address and the password do not belong together, or the account cannot sign in this way',
  )
  @ApiProblem(403, 'http.cross_site', 'A change was asked for from a page of another site')
  @ApiProblem(422, 'http.invalid_request', 'One thing in the request is not right', {
    errors: [{ pointer: '/email', code: 'isEmail', message: 'email must be an email' }],
  })
  @ApiProblem(429, 'people.too_many_attempts', 'Too many attempts to sign in to this account or from this place', {
    retryAfterSeconds: 840,
  })
  async open(
    @Body() body: SignInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OpenedSessionView> {
    const opened = await this.signIn.execute({
      email: body.email,
      password: body.password,
      code: body.code ?? null,
      source: sourceNetwork(request.ip),
      userAgent: request.headers['user-agent'] ?? null,
      replacesToken: this.cookie.read(request) ?? null,
    });
    reply.header('location', `/api/v1/sessions/${opened.id}`);
    const view = { id: opened.id, expiresAt: opened.expiresAt.toISOString() };
    if (body.deliver === 'token') return { ...view, token: opened.token };
    this.cookie.write(reply, opened.token);
    return view;
  }

  @Get()
  @Permission('account.use')
  @ApiBearerAuth('session')
  @ApiOperation({ summary: 'List one’s own sessions in force, the latest first' })
  @ApiOkResponse({ type: SessionList })
  @ApiProblem(401, 'people.not_signed_in', 'There is no session in force with this request')
  async list(@CurrentSession() current: ResumedSession): Promise<SessionList> {
    const sessions = await this.sessions.list(current.actor.personId);
    return {
      sessions: sessions.map((session) => ({
        ...session,
        isCurrent: session.id === current.id,
        signedInAt: session.signedInAt.toISOString(),
        lastSeenAt: session.lastSeenAt.toISOString(),
        expiresAt: session.expiresAt.toISOString(),
      })),
    };
  }

  @Delete('current')
  @Permission('account.use')
  @HttpCode(204)
  @ApiBearerAuth('session')
  @ApiOperation({ summary: 'Sign out' })
  @ApiNoContentResponse({ description: 'The session has ended; its token opens nothing any more' })
  @ApiProblem(401, 'people.not_signed_in', 'There is no session in force with this request')
  @ApiProblem(403, 'http.cross_site', 'A change was asked for from a page of another site')
  async signOut(
    @CurrentSession() current: ResumedSession,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.revoke(current.actor.personId, current.id);
    this.cookie.clear(reply);
  }

  @Delete(':sessionId')
  @Permission('account.use')
  @HttpCode(204)
  @ApiBearerAuth('session')
  @ApiOperation({ summary: 'End one of one’s own sessions, for example on a machine left behind' })
  @ApiParam({ name: 'sessionId', format: 'uuid', example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10' })
  @ApiNoContentResponse({ description: 'The session has ended' })
  @ApiProblem(401, 'people.not_signed_in', 'There is no session in force with this request')
  @ApiProblem(403, 'http.cross_site', 'A change was asked for from a page of another site')
  @ApiProblem(404, 'people.session_not_found', 'You have no open session of this id')
  async revoke(@CurrentSession() current: ResumedSession, @Param('sessionId') sessionId: string): Promise<void> {
    // An id that cannot be one is as absent as any other.
    const ended = isUUID(sessionId) && (await this.sessions.revoke(current.actor.personId, sessionId));
    if (!ended) throw new SessionNotFound();
  }
}
