import { IdentityProvider, type ResumedSession, Sessions, SingleSignOn } from '#libs/domain';
import { sourceNetwork } from '#libs/infrastructure';
import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission, Public } from './access.decorator.js';
import { CurrentSession } from './current-session.decorator.js';
import { SessionCookie } from './session-cookie.js';
import { BeginSingleSignOnBody, RedirectView, SignedOutView } from './single-sign-on.dto.js';
import { SsoCookie } from './sso-cookie.js';

const AWAY = ApiProblem(
  503,
  'people.identity_provider_away',
  'The identity provider cannot be reached; sign in another way, or in a moment',
);
const NOT_OFFERED = ApiProblem(404, 'people.sso_not_offered', 'This system knows no identity provider');

/** Where a browser is sent after it has signed in. */
const HOME = '/api/docs';

@ApiTags('people')
@Controller('sso')
export class SingleSignOnController {
  constructor(
    @Inject(SingleSignOn) private readonly signOn: SingleSignOn,
    @Inject(IdentityProvider) private readonly provider: IdentityProvider,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(SessionCookie) private readonly cookie: SessionCookie,
    @Inject(SsoCookie) private readonly ssoCookie: SsoCookie,
  ) {}

  @Post('attempts')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Begin to sign in with the identity provider (OpenID Connect)', security: [] })
  @ApiOkResponse({
    type: RedirectView,
    headers: { 'Set-Cookie': { schema: { type: 'string' }, description: 'Binds the attempt to this browser' } },
  })
  @INVALID_REQUEST
  @NOT_OFFERED
  @AWAY
  async begin(
    @Body() { invitation, stepUp = false }: BeginSingleSignOnBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RedirectView> {
    const { redirectTo, state } = await this.signOn.begin({ invitation: invitation ?? null, stepUp });
    this.ssoCookie.write(reply, state);
    return { redirectTo };
  }

  @Get('callback')
  @Public()
  @ApiOperation({ summary: 'Where the identity provider sends the browser back to', security: [] })
  @ApiResponse({
    status: 303,
    description: 'Signed in; the session is in a cookie',
    headers: { 'Set-Cookie': { schema: { type: 'string' } }, Location: { schema: { type: 'string' } } },
  })
  @ApiProblem(401, 'people.sign_in_not_begun', 'This sign-in was not begun in this browser, is over, or did not hold')
  @ApiProblem(403, 'people.identity_not_linked', 'Nobody has linked this identity to an account here')
  @NOT_OFFERED
  @AWAY
  async callback(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const opened = await this.signOn.complete({
      answer: request.url.split('?')[1] ?? '',
      boundState: this.ssoCookie.read(request),
      source: sourceNetwork(request.ip),
      userAgent: request.headers['user-agent'] ?? null,
      replacesToken: this.cookie.read(request) ?? null,
    });
    this.ssoCookie.clear(reply);
    this.cookie.write(reply, opened.token);
    await reply.status(303).header('location', HOME).send();
  }

  @Post('sign-out')
  @HttpCode(200)
  @Permission('account.use')
  @ApiBearerAuth('session')
  @ApiOperation({ summary: 'Sign out here, and learn where to sign out of the identity provider' })
  @ApiOkResponse({ type: SignedOutView })
  @NOT_SIGNED_IN
  @NOT_OFFERED
  async signOut(
    @CurrentSession() current: ResumedSession,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedOutView> {
    await this.sessions.revoke(current.actor.personId, current.id);
    this.cookie.clear(reply);
    return { redirectTo: await this.provider.signOutUrl() };
  }
}
