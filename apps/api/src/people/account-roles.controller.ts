import { EndRole, GrantRole, type Repeatable, type ResumedSession, RoleNotFound } from '#libs/domain';
import { PeopleDesk } from '#libs/infrastructure';
import { Body, Controller, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { NeedsStepUp } from '../access/needs-step-up.decorator.js';
import { ApiRepeatable, INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { SeenVersion } from '../http/entity-tag.js';
import { RepeatableCall } from '../http/repeatable.decorator.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from './access.decorator.js';
import {
  ACCOUNT_ETAG,
  ACCOUNT_NOT_FOUND,
  ApiAccountDecision,
  OWN_ACCOUNT,
  PersonIdParam,
} from './account-descriptions.js';
import { CurrentSession } from './current-session.decorator.js';
import { answerWith } from './people.controller.js';
import { EndRoleBody, GrantRoleBody } from './people.dto.js';
import { AccountView } from './people-views.dto.js';
import { PersonIdPipe } from './person-id.pipe.js';

const BY_MANDATE = ApiProblem(
  409,
  'people.role_by_mandate',
  'A focal point is proposed and endorsed, and the mandate ended, under /mandates',
);

/** What somebody may do, given and taken by another person. */
@ApiTags('people')
@ApiBearerAuth('session')
@NOT_SIGNED_IN
@OWN_ACCOUNT
@ACCOUNT_NOT_FOUND
@Controller('people/:personId/roles')
export class AccountRolesController {
  constructor(
    @Inject(GrantRole) private readonly grantRole: GrantRole,
    @Inject(EndRole) private readonly endRole: EndRole,
    @Inject(PeopleDesk) private readonly desk: PeopleDesk,
  ) {}

  @Post()
  @Permission('people.manage')
  @NeedsStepUp()
  @ApiOperation({ summary: 'Grant a role from a date on, for good or until another; never to oneself' })
  @PersonIdParam()
  @ApiAccountDecision()
  @ApiRepeatable()
  @ApiCreatedResponse({ type: AccountView, headers: ACCOUNT_ETAG, description: 'The account as it is now' })
  @BY_MANDATE
  @ApiProblem(409, 'people.role_held', 'The person holds this role already during some of that time')
  @INVALID_REQUEST
  @ApiProblem(422, 'people.role_scope_wrong', 'The role case-officer is held for one office', { allowed: ['office'] })
  async grant(
    @CurrentSession() session: ResumedSession,
    @Param('personId', PersonIdPipe) personId: string,
    @SeenVersion() seenVersion: number,
    @Body() { role, stateCode, officeCode, fromAt, untilAt }: GrantRoleBody,
    @RepeatableCall() repeatable: Repeatable | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccountView> {
    await this.grantRole.execute(
      { decidedBy: session.actor.personId, personId, seenVersion, repeatable },
      {
        role: { role, stateCode: stateCode ?? null, officeCode: officeCode ?? null },
        fromAt: toDate(fromAt),
        untilAt: toDate(untilAt),
      },
    );
    return answerWith(await this.desk.byId(personId), reply);
  }

  @Post(':roleId/end')
  @Permission('people.manage')
  @NeedsStepUp()
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a role back, now or from a date on; those who stand in for its holder lose it too' })
  @PersonIdParam()
  @ApiParam({ name: 'roleId', format: 'uuid', example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f11' })
  @ApiAccountDecision()
  @ApiRepeatable()
  @ApiOkResponse({ type: AccountView, headers: ACCOUNT_ETAG, description: 'The account as it is now' })
  @ApiProblem(404, 'people.role_not_found', 'This person has no role of this id that has not ended')
  @BY_MANDATE
  @INVALID_REQUEST
  async end(
    @CurrentSession() session: ResumedSession,
    @Param('personId', PersonIdPipe) personId: string,
    @Param('roleId') roleId: string,
    @SeenVersion() seenVersion: number,
    @Body() { reason, at }: EndRoleBody,
    @RepeatableCall() repeatable: Repeatable | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccountView> {
    if (!isUUID(roleId)) throw new RoleNotFound();
    await this.endRole.execute({ decidedBy: session.actor.personId, personId, seenVersion, repeatable }, roleId, {
      at: toDate(at),
      reason,
    });
    return answerWith(await this.desk.byId(personId), reply);
  }
}

function toDate(text: string | undefined): Date | null {
  return text === undefined ? null : new Date(text);
}
