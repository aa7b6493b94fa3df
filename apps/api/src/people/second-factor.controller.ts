import {
  AcceptInvitation,
  PeopleDirectory,
  NotSignedIn,
  type ResumedSession,
  SecondFactorPresent,
  SecondFactorRefused,
  SecondFactors,
  StepUp,
} from '#libs/domain';
import { Body, Controller, Delete, HttpCode, Inject, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { CurrentSession } from './current-session.decorator.js';
import { Permission, Public } from './access.decorator.js';
import { AcceptInvitationBody, CodeBody, EnrolmentView, RecoveryCodesView } from './second-factor.dto.js';
import { requireFreshSignIn, requireStepUp } from './step-up-needed.js';

const NOT_SIGNED_IN = ApiProblem(401, 'people.not_signed_in', 'There is no session in force with this request');
const CODE_REFUSED = ApiProblem(
  401,
  'people.second_factor_refused',
  'The code is wrong, has been used, or its half minute is over',
);
const INVALID = ApiProblem(422, 'http.invalid_request', 'One thing in the request is not right', {
  errors: [{ pointer: '/code', code: 'isLength', message: 'code must be longer than or equal to 6 characters' }],
});

@ApiTags('people')
@Controller()
export class SecondFactorController {
  constructor(
    @Inject(SecondFactors) private readonly secondFactors: SecondFactors,
    @Inject(StepUp) private readonly stepUp: StepUp,
    @Inject(AcceptInvitation) private readonly acceptInvitation: AcceptInvitation,
    @Inject(PeopleDirectory) private readonly directory: PeopleDirectory,
  ) {}

  @Post('me/second-factor')
  @Permission('account.use')
  @ApiBearerAuth('session')
  @ApiOperation({
    summary: 'Begin to set up a code generator (RFC 6238); it counts once a first code has confirmed it',
  })
  @ApiCreatedResponse({ type: EnrolmentView })
  @NOT_SIGNED_IN
  @ApiProblem(
    403,
    'people.fresh_sign_in_needed',
    'This needs a session opened within the last 15 minutes: sign in again',
    {
      withinMinutes: 15,
    },
  )
  @ApiProblem(
    409,
    'people.second_factor_present',
    'You have a second factor already; remove it before you set up another',
  )
  async enrol(@CurrentSession() session: ResumedSession): Promise<EnrolmentView> {
    requireFreshSignIn(session);
    const { actor } = session;
    if (await this.secondFactors.isEnrolled(actor.personId)) throw new SecondFactorPresent();
    const person = await this.directory.byId(actor.personId);
    if (!person) throw new NotSignedIn();
    return this.secondFactors.enrol(actor.personId, person.email);
  }

  @Post('me/second-factor/confirmation')
  @Permission('account.use')
  @HttpCode(200)
  @ApiBearerAuth('session')
  @ApiOperation({ summary: 'Confirm the code generator with its first code, and take the recovery codes' })
  @ApiOkResponse({ type: RecoveryCodesView })
  @CODE_REFUSED
  @INVALID
  async confirm(@CurrentSession() { actor }: ResumedSession, @Body() { code }: CodeBody): Promise<RecoveryCodesView> {
    const recoveryCodes = await this.secondFactors.confirm(actor.personId, code);
    if (!recoveryCodes) throw new SecondFactorRefused();
    return { recoveryCodes };
  }

  @Delete('me/second-factor')
  @Permission('account.use')
  @HttpCode(204)
  @ApiBearerAuth('session')
  @ApiOperation({ summary: 'Remove the second factor, having shown it just now' })
  @ApiNoContentResponse({ description: 'Generator and recovery codes are forgotten' })
  @NOT_SIGNED_IN
  @ApiProblem(403, 'people.step_up_needed', 'This needs your second factor, shown within the last 15 minutes', {
    withinMinutes: 15,
  })
  async remove(@CurrentSession() session: ResumedSession): Promise<void> {
    requireStepUp(session);
    await this.secondFactors.remove(session.actor.personId);
  }

  @Post('sessions/current/second-factor')
  @Permission('account.use')
  @HttpCode(204)
  @ApiBearerAuth('session')
  @ApiOperation({ summary: 'Show the second factor, for what asks for more than a session' })
  @ApiNoContentResponse({ description: 'It counts for the next 15 minutes' })
  @CODE_REFUSED
  @INVALID
  @ApiProblem(429, 'people.too_many_attempts', 'Too many attempts to sign in to this account or from this place', {
    retryAfterSeconds: 840,
  })
  async show(@CurrentSession() session: ResumedSession, @Body() { code }: CodeBody): Promise<void> {
    await this.stepUp.execute(session.actor.personId, session.id, code);
  }

  @Post('invitations/acceptance')
  @Public()
  @HttpCode(204)
  @ApiOperation({ summary: 'Choose a password, having been invited', security: [] })
  @ApiNoContentResponse({ description: 'The password counts from now on; sign in with it' })
  @ApiProblem(404, 'people.invitation_not_valid', 'This invitation has been used, has ended, or never was')
  @ApiProblem(422, 'people.password_not_acceptable', 'Please choose another password', {
    errors: [
      {
        pointer: '/password',
        code: 'common',
        message: 'Many people choose this one, and whoever tries passwords begins with it',
      },
    ],
  })
  async accept(@Body() { token, password }: AcceptInvitationBody): Promise<void> {
    await this.acceptInvitation.execute(token, password);
  }
}
