import {
  CloseAccount,
  EndSessionsOf,
  InviteAgain,
  RemoveSecondFactorOf,
  ReopenAccount,
  type Repeatable,
  type ResumedSession,
} from '#libs/domain';
import { PeopleDesk } from '#libs/infrastructure';
import { Controller, Delete, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { NeedsStepUp } from '../access/needs-step-up.decorator.js';
import { ApiRepeatable, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { SeenVersion } from '../http/entity-tag.js';
import { RepeatableCall } from '../http/repeatable.decorator.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from './access.decorator.js';
import {
  ACCOUNT_CLOSED,
  ACCOUNT_ETAG,
  ACCOUNT_NOT_FOUND,
  ApiAccountDecision,
  OWN_ACCOUNT,
  PersonIdParam,
} from './account-descriptions.js';
import { CurrentSession } from './current-session.decorator.js';
import { answerWith } from './people.controller.js';
import { AccountView } from './people-views.dto.js';
import { PersonIdPipe } from './person-id.pipe.js';

/** Whether and how somebody gets in: decided by an administrator, never about their own account. */
@ApiTags('people')
@ApiBearerAuth('session')
@NOT_SIGNED_IN
@OWN_ACCOUNT
@ACCOUNT_NOT_FOUND
@Controller('people/:personId')
export class AccountStandingController {
  constructor(
    @Inject(InviteAgain) private readonly inviteAgain: InviteAgain,
    @Inject(CloseAccount) private readonly closeAccount: CloseAccount,
    @Inject(ReopenAccount) private readonly reopenAccount: ReopenAccount,
    @Inject(EndSessionsOf) private readonly endSessionsOf: EndSessionsOf,
    @Inject(RemoveSecondFactorOf) private readonly removeSecondFactorOf: RemoveSecondFactorOf,
    @Inject(PeopleDesk) private readonly desk: PeopleDesk,
  ) {}

  @Post('invitation')
  @Permission('people.invite')
  @NeedsStepUp()
  @HttpCode(202)
  @ApiOperation({ summary: 'Have an invitation mailed again; it replaces the one before when it is sent' })
  @PersonIdParam()
  @ApiRepeatable()
  @ApiAcceptedResponse({ description: 'It leaves by mail, to the address of the account alone' })
  @ACCOUNT_CLOSED
  async invite(
    @CurrentSession() session: ResumedSession,
    @Param('personId', PersonIdPipe) personId: string,
    @RepeatableCall() repeatable: Repeatable | null,
  ): Promise<void> {
    await this.inviteAgain.execute({ decidedBy: session.actor.personId, personId, repeatable });
  }

  @Post('deactivation')
  @Permission('people.manage')
  @NeedsStepUp()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Close an account: sessions, API tokens, streams and links in mails end at once',
    description: 'The answer says under `duties` what somebody has to take over. A closed account stays as it is.',
  })
  @PersonIdParam()
  @ApiAccountDecision()
  @ApiRepeatable()
  @ApiOkResponse({ type: AccountView, headers: ACCOUNT_ETAG })
  async deactivate(
    @CurrentSession() session: ResumedSession,
    @Param('personId', PersonIdPipe) personId: string,
    @SeenVersion() seenVersion: number,
    @RepeatableCall() repeatable: Repeatable | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccountView> {
    await this.closeAccount.execute({ decidedBy: session.actor.personId, personId, seenVersion, repeatable });
    return answerWith(await this.desk.byId(personId), reply);
  }

  @Post('reactivation')
  @Permission('people.manage')
  @NeedsStepUp()
  @HttpCode(200)
  @ApiOperation({ summary: 'Open a closed account again, with the roles, password and second factor it had' })
  @PersonIdParam()
  @ApiAccountDecision()
  @ApiRepeatable()
  @ApiOkResponse({ type: AccountView, headers: ACCOUNT_ETAG })
  async reactivate(
    @CurrentSession() session: ResumedSession,
    @Param('personId', PersonIdPipe) personId: string,
    @SeenVersion() seenVersion: number,
    @RepeatableCall() repeatable: Repeatable | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccountView> {
    await this.reopenAccount.execute({ decidedBy: session.actor.personId, personId, seenVersion, repeatable });
    return answerWith(await this.desk.byId(personId), reply);
  }

  @Delete('sessions')
  @Permission('people.manage')
  @HttpCode(204)
  @ApiOperation({ summary: 'End all sessions of somebody at once; no second factor is asked for, it may be urgent' })
  @PersonIdParam()
  @ApiNoContentResponse({ description: 'No session of the person opens anything any more' })
  async endSessions(
    @CurrentSession() { actor }: ResumedSession,
    @Param('personId', PersonIdPipe) personId: string,
  ): Promise<void> {
    await this.endSessionsOf.execute({ decidedBy: actor.personId, personId });
  }

  @Delete('second-factor')
  @Permission('people.manage')
  @NeedsStepUp()
  @HttpCode(204)
  @ApiOperation({
    summary:
      'Forget the second factor of somebody who lost the device; all their sessions end, and they are told by mail',
  })
  @PersonIdParam()
  @ApiNoContentResponse({ description: 'Generator and recovery codes are forgotten' })
  @ApiProblem(404, 'people.second_factor_absent', 'This account has no second factor here')
  async removeSecondFactor(
    @CurrentSession() session: ResumedSession,
    @Param('personId', PersonIdPipe) personId: string,
  ): Promise<void> {
    await this.removeSecondFactorOf.execute({ decidedBy: session.actor.personId, personId });
  }
}
