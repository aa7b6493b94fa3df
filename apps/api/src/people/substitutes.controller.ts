import {
  type Absence,
  type Actor,
  EndSubstitution,
  NameSubstitute,
  NameSubstituteFor,
  type ResumedSession,
  SubstitutionNotFound,
} from '#libs/domain';
import { SubstituteList, type SubstitutionSummary } from '#libs/infrastructure';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { NeedsStepUp } from '../access/needs-step-up.decorator.js';
import { NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from './access.decorator.js';
import { OWN_ACCOUNT, PersonIdParam } from './account-descriptions.js';
import { CurrentActor, CurrentSession } from './current-session.decorator.js';
import { PersonIdPipe } from './person-id.pipe.js';
import {
  MySubstitutesView,
  NamedSubstituteView,
  NameSubstituteBody,
  type SubstitutionView,
} from './substitutes.dto.js';

const SubstitutionIdParam = (): MethodDecorator =>
  ApiParam({ name: 'substitutionId', format: 'uuid', example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10' });
const NOT_FOUND = ApiProblem(
  404,
  'people.substitution_not_found',
  'There is no such substitution of yours that has not ended',
);
const NOT_POSSIBLE = ApiProblem(422, 'people.substitute_not_possible', 'The substitute cannot be named as described', {
  errors: [
    {
      pointer: '/substituteEmail',
      code: 'colleague',
      message: 'A substitute is a colleague who acts for the same State or office already',
    },
  ],
});

/** Who acts in somebody's place while they are away. */
@ApiTags('people')
@ApiBearerAuth('session')
@NOT_SIGNED_IN
@Controller()
export class SubstitutesController {
  constructor(
    @Inject(SubstituteList) private readonly list: SubstituteList,
    @Inject(NameSubstitute) private readonly nameSubstitute: NameSubstitute,
    @Inject(NameSubstituteFor) private readonly nameSubstituteFor: NameSubstituteFor,
    @Inject(EndSubstitution) private readonly endSubstitution: EndSubstitution,
  ) {}

  @Get('me/substitutes')
  @Permission('substitutes.name')
  @ApiOperation({ summary: 'Who stands in for me, and for whom I stand in' })
  @ApiOkResponse({ type: MySubstitutesView })
  async mine(@CurrentActor() { personId }: Actor): Promise<MySubstitutesView> {
    const found = await this.list.of(personId);
    return {
      forMe: found.filter(({ absentPersonId }) => absentPersonId === personId).map(toView),
      byMe: found.filter(({ substituteId }) => substituteId === personId).map(toView),
    };
  }

  @Post('me/substitutes')
  @Permission('substitutes.name')
  @ApiOperation({ summary: 'Name a colleague to act in one of your roles while you are away' })
  @ApiCreatedResponse({ type: NamedSubstituteView })
  @NOT_POSSIBLE
  async name(@CurrentActor() actor: Actor, @Body() body: NameSubstituteBody): Promise<NamedSubstituteView> {
    return { id: await this.nameSubstitute.execute(actor, absenceIn(body)) };
  }

  @Delete('me/substitutes/:substitutionId')
  @Permission('substitutes.name')
  @HttpCode(204)
  @ApiOperation({ summary: 'End a substitution early, as the one who is back or as the one who stands in' })
  @SubstitutionIdParam()
  @ApiNoContentResponse({ description: 'The role counts for the substitute no longer' })
  @NOT_FOUND
  async end(@CurrentActor() actor: Actor, @Param('substitutionId') substitutionId: string): Promise<void> {
    if (!isUUID(substitutionId)) throw new SubstitutionNotFound();
    await this.endSubstitution.execute(actor, substitutionId, null);
  }

  @Post('people/:personId/substitutes')
  @Permission('substitutes.name-for')
  @NeedsStepUp()
  @ApiOperation({
    summary: 'Name a substitute for somebody who is suddenly away; they are told by mail',
    description:
      'For roles of an office: its head, or an administrator. For roles of the whole organisation: an administrator. For roles ' +
      'of a State: its Permanent Mission alone. Nobody names themselves.',
  })
  @PersonIdParam()
  @ApiCreatedResponse({ type: NamedSubstituteView })
  @OWN_ACCOUNT
  @ApiProblem(
    403,
    'people.substitution_not_yours',
    'A substitute in this role is named by its holder, or by office-head or administrator',
    { rolesNeeded: ['office-head', 'administrator'] },
  )
  @NOT_POSSIBLE
  async nameFor(
    @CurrentSession() session: ResumedSession,
    @Param('personId', PersonIdPipe) personId: string,
    @Body() body: NameSubstituteBody,
  ): Promise<NamedSubstituteView> {
    return { id: await this.nameSubstituteFor.execute(session.actor, personId, absenceIn(body)) };
  }

  @Delete('people/:personId/substitutes/:substitutionId')
  @Permission('substitutes.name-for')
  @HttpCode(204)
  @ApiOperation({ summary: 'End the substitution of somebody, as whoever may name one for them' })
  @PersonIdParam()
  @SubstitutionIdParam()
  @ApiNoContentResponse({ description: 'The role counts for the substitute no longer' })
  @NOT_FOUND
  async endFor(
    @CurrentActor() actor: Actor,
    @Param('personId', PersonIdPipe) personId: string,
    @Param('substitutionId') substitutionId: string,
  ): Promise<void> {
    if (!isUUID(substitutionId)) throw new SubstitutionNotFound();
    await this.endSubstitution.execute(actor, substitutionId, personId);
  }
}

function absenceIn(body: NameSubstituteBody): Absence {
  return {
    role: { role: body.role, stateCode: body.stateCode ?? null, officeCode: body.officeCode ?? null },
    substituteEmail: body.substituteEmail,
    fromAt: body.fromAt === undefined ? null : new Date(body.fromAt),
    untilAt: new Date(body.untilAt),
  };
}

function toView({ fromAt, untilAt, ...substitution }: SubstitutionSummary): SubstitutionView {
  return { ...substitution, fromAt: fromAt.toISOString(), untilAt: untilAt.toISOString() };
}
