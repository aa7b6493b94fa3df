import { AcceptRecovery, AskForRecovery, ChangePassword, type ResumedSession } from '#libs/domain';
import { askingAsSystem, sourceNetwork } from '#libs/infrastructure';
import { Body, Controller, HttpCode, Inject, Post, Put, Req, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { INVALID_REQUEST } from '../cases/api-descriptions.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission, Public } from './access.decorator.js';
import { CurrentSession } from './current-session.decorator.js';
import { AcceptRecoveryBody, AskForRecoveryBody, ChangePasswordBody } from './password.dto.js';
import { SessionCookie } from './session-cookie.js';
import { OpenedSessionView } from './sessions.dto.js';

const TOO_MANY = ApiProblem(
  429,
  'people.too_many_attempts',
  'Too many attempts to sign in to this account or from this place',
  { retryAfterSeconds: 840 },
);
const NOT_ACCEPTABLE = ApiProblem(422, 'people.password_not_acceptable', 'Please choose another password', {
  errors: [
    {
      pointer: '/password',
      code: 'common',
      message: 'Many people choose this one, and whoever tries passwords begins with it',
    },
  ],
});

/** One's own password: changed by whoever knows it, replaced by whoever reads the mail of the account. */
@ApiTags('people')
@Controller()
export class PasswordController {
  constructor(
    @Inject(ChangePassword) private readonly changePassword: ChangePassword,
    @Inject(AskForRecovery) private readonly askForRecovery: AskForRecovery,
    @Inject(AcceptRecovery) private readonly acceptRecovery: AcceptRecovery,
    @Inject(SessionCookie) private readonly cookie: SessionCookie,
  ) {}

  @Put('me/password')
  @Permission('account.use')
  @ApiBearerAuth('session')
  @ApiOperation({
    summary: 'Choose another password, knowing the present one; every other session ends',
    description:
      'The session it is asked in goes on under a new secret: in the cookie where it came in one, in the answer where it ' +
      'came as a Bearer token. The one before opens nothing any more. The person is told by mail.',
  })
  @ApiOkResponse({
    type: OpenedSessionView,
    headers: { 'Set-Cookie': { schema: { type: 'string' }, description: 'Where the session came in a cookie' } },
  })
  @ApiProblem(401, 'people.current_password_refused', 'This is not your present password, or you sign in without one')
  @NOT_ACCEPTABLE
  @TOO_MANY
  async change(
    @CurrentSession() session: ResumedSession,
    @Body() body: ChangePasswordBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OpenedSessionView> {
    const token = await this.changePassword.execute({
      personId: session.actor.personId,
      sessionId: session.id,
      ...body,
    });
    const view = { id: session.id, expiresAt: session.expiresAt.toISOString() };
    if (request.headers.authorization !== undefined) return { ...view, token };
    this.cookie.write(reply, token);
    return view;
  }

  @Post('password-recoveries')
  @Public()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Ask for a link with which to choose a new password',
    description:
      'The answer is the same for every address. Where there is an account with a password, a link leaves by mail; it is good ' +
      'for an hour and once, and replaces the one before.',
    security: [],
  })
  @ApiAcceptedResponse({ description: 'Whether a mail leaves is not told' })
  @ApiProblem(403, 'http.cross_site', 'A change was asked for from a page of another site')
  @INVALID_REQUEST
  @TOO_MANY
  async recover(@Body() { email }: AskForRecoveryBody, @Req() request: FastifyRequest): Promise<void> {
    // Nobody has signed in, and nobody leaves no letters: the system does.
    await askingAsSystem(() => this.askForRecovery.execute({ email, source: sourceNetwork(request.ip) }));
  }

  @Post('password-recoveries/acceptance')
  @Public()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Choose a new password with the link from the mail',
    description: 'All sessions end; none is opened, and a second factor is asked for at the next sign-in as ever.',
    security: [],
  })
  @ApiNoContentResponse({ description: 'The password counts from now on; sign in with it' })
  @ApiProblem(403, 'http.cross_site', 'A change was asked for from a page of another site')
  @ApiProblem(404, 'people.recovery_not_valid', 'This link has been used, has ended, or never was; ask for another')
  @NOT_ACCEPTABLE
  @TOO_MANY
  async accept(@Body() { token, password }: AcceptRecoveryBody, @Req() request: FastifyRequest): Promise<void> {
    await askingAsSystem(() => this.acceptRecovery.execute({ token, password, source: sourceNetwork(request.ip) }));
  }
}
