import { type Actor, ChangeReaders, ReaderNotFound, SetSensitivity } from '#libs/domain';
import { CaseReaders } from '#libs/infrastructure';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ApiChange, CASE_NOT_FOUND, INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { CaseIdPipe } from '../cases/case-id.pipe.js';
import { CaseStandingView } from '../cases/case.dto.js';
import { entityTag, SeenVersion } from '../http/entity-tag.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import {
  NameReaderBody,
  NamedReaderList,
  ReaderGroupList,
  ReaderNamedView,
  SetSensitivityBody,
} from './case-access.dto.js';

const NOT_YOURS = ApiProblem(
  403,
  'case.readers_not_yours',
  'The State’s focal point names people of the State, the head of the lead office names staff',
  { rolesNeeded: ['focal-point', 'office-head'] },
);
const STEP_UP = ApiProblem(
  403,
  'people.step_up_needed',
  'This needs your second factor, shown within the last 15 minutes',
  {
    withinMinutes: 15,
  },
);

/** Who may read a case beyond their role, who did, and how closely it is held. */
@ApiTags('access')
@ApiBearerAuth('session')
@ApiParam({ name: 'caseId', format: 'uuid' })
@Controller('cases/:caseId')
export class CaseAccessController {
  constructor(
    @Inject(CaseReaders) private readonly readers: CaseReaders,
    @Inject(ChangeReaders) private readonly changeReaders: ChangeReaders,
    @Inject(SetSensitivity) private readonly setSensitivity: SetSensitivity,
  ) {}

  @Put('sensitivity')
  @Permission('cases.act')
  @ApiOperation({ summary: 'Hold a case more closely; or, as the head of the lead office, less closely' })
  @ApiHeader({ name: 'If-Match', required: true, example: '"v4"' })
  @ApiOkResponse({ type: CaseStandingView, headers: { ETag: { schema: { type: 'string' } } } })
  @ApiChange()
  @NOT_SIGNED_IN
  @CASE_NOT_FOUND
  @INVALID_REQUEST
  @STEP_UP
  @ApiProblem(
    403,
    'case.sensitivity_not_yours',
    'How closely a case is held is lowered by the head of the office that leads it alone',
    { rolesNeeded: ['office-head'] },
  )
  async sensitivity(
    @CurrentActor() actor: Actor,
    @Param('caseId', CaseIdPipe) caseId: string,
    @SeenVersion() seenVersion: number,
    @Body() { sensitivity, reason }: SetSensitivityBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseStandingView> {
    const standing = await this.setSensitivity.execute(actor, { caseId, seenVersion, sensitivity, reason });
    reply.header('etag', entityTag(standing.version));
    return standing;
  }

  @Get('readers')
  @Permission('cases.read')
  @ApiOperation({ summary: 'Which offices and roles have read a strictly confidential case, and when' })
  @ApiOkResponse({ type: ReaderGroupList })
  @NOT_SIGNED_IN
  @CASE_NOT_FOUND
  @STEP_UP
  async groups(@CurrentActor() actor: Actor, @Param('caseId', CaseIdPipe) caseId: string): Promise<ReaderGroupList> {
    const found = await this.readers.groups(actor, caseId);
    return {
      items: found.map((group) => ({
        ...group,
        firstAt: group.firstAt.toISOString(),
        lastAt: group.lastAt.toISOString(),
      })),
    };
  }

  @Get('need-to-know')
  @Permission('cases.read')
  @ApiOperation({ summary: 'Who may read the case because they were named' })
  @ApiOkResponse({ type: NamedReaderList })
  @NOT_SIGNED_IN
  @CASE_NOT_FOUND
  @STEP_UP
  async named(@CurrentActor() actor: Actor, @Param('caseId', CaseIdPipe) caseId: string): Promise<NamedReaderList> {
    const found = await this.readers.named(actor, caseId);
    return {
      items: found.map((reader) => ({
        ...reader,
        namedAt: reader.namedAt.toISOString(),
        untilAt: reader.untilAt?.toISOString() ?? null,
      })),
    };
  }

  @Post('need-to-know')
  @Permission('readers.change')
  @ApiOperation({ summary: 'Name somebody whose work needs the case: a focal point people of the State, a head staff' })
  @ApiCreatedResponse({ type: ReaderNamedView })
  @NOT_SIGNED_IN
  @CASE_NOT_FOUND
  @NOT_YOURS
  @STEP_UP
  @ApiProblem(422, 'case.reader_not_nameable', 'Nobody of your side can be named under this address', {
    errors: [{ pointer: '/email', code: 'colleague', message: 'Name somebody of your own side who holds a role' }],
  })
  async name(
    @CurrentActor() actor: Actor,
    @Param('caseId', CaseIdPipe) caseId: string,
    @Body() { email, reason, untilAt }: NameReaderBody,
  ): Promise<ReaderNamedView> {
    const personId = await this.changeReaders.name(actor, {
      caseId,
      email,
      reason,
      untilAt: untilAt === undefined ? null : new Date(untilAt),
    });
    return { personId };
  }

  @Delete('need-to-know/:personId')
  @HttpCode(204)
  @Permission('readers.change')
  @ApiOperation({ summary: 'Take somebody off the list; at their next request the case is gone for them' })
  @ApiParam({ name: 'personId', format: 'uuid', example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f12' })
  @ApiNoContentResponse({ description: 'The person is no longer named' })
  @NOT_SIGNED_IN
  @NOT_YOURS
  @STEP_UP
  @ApiProblem(404, 'case.reader_not_found', 'Nobody of this id is named on the case by your side')
  async remove(
    @CurrentActor() actor: Actor,
    @Param('caseId', CaseIdPipe) caseId: string,
    @Param('personId') personId: string,
  ): Promise<void> {
    if (!isUUID(personId)) throw new ReaderNotFound();
    await this.changeReaders.remove(actor, caseId, personId);
  }
}
