import { type Actor, AskAndAnswer, type Repeatable } from '#libs/domain';
import { CaseReader } from '#libs/infrastructure';
import { Body, Controller, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiChange, ApiRepeatable, CASE_NOT_FOUND, INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { CaseIdPipe } from '../cases/case-id.pipe.js';
import { TransitionPerformedView } from '../cases/case.dto.js';
import { entityTag, SeenVersion } from '../http/entity-tag.js';
import { RepeatableCall } from '../http/repeatable.decorator.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import { AnswerBody, QuestionBody } from './message.dto.js';

/** Questions to the State and their answers: acts of the lifecycle, under names that need no knowledge of it. */
@ApiTags('messages')
@ApiBearerAuth('session')
@ApiParam({ name: 'caseId', format: 'uuid' })
@Controller('cases/:caseId')
export class QuestionsController {
  constructor(
    @Inject(AskAndAnswer) private readonly askAndAnswer: AskAndAnswer,
    @Inject(CaseReader) private readonly cases: CaseReader,
  ) {}

  @Post('questions')
  @Permission('cases.act')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Ask the State: the clocks of the office stand still and the State’s own time limit begins, as the act of the lifecycle says',
  })
  @ApiHeader({ name: 'If-Match', required: true, example: '"v4"' })
  @ApiOkResponse({ type: TransitionPerformedView, headers: { ETag: { schema: { type: 'string' } } } })
  @ApiRepeatable()
  @ApiChange()
  @NOT_SIGNED_IN
  @CASE_NOT_FOUND
  @INVALID_REQUEST
  @ApiProblem(403, 'transition.wrong_role', '"ask-for-information" is for case-officer or hq-manager', {
    transition: 'ask-for-information',
    refusals: [{ code: 'wrong_role', rolesNeeded: ['case-officer', 'hq-manager'] }],
  })
  @ApiProblem(
    409,
    'transition.wrong_state',
    '"ask-for-information" is possible from submitted; the case is in delivery',
    {
      transition: 'ask-for-information',
      refusals: [
        { code: 'wrong_state', state: 'delivery', allowedFrom: ['submitted', 'triage', 'hq-review', 'planning'] },
      ],
    },
  )
  @ApiProblem(409, 'messages.no_such_act', 'The lifecycle of this case knows no question to the State')
  async ask(
    @CurrentActor() actor: Actor,
    @Param('caseId', CaseIdPipe) caseId: string,
    @SeenVersion() seenVersion: number,
    @RepeatableCall() repeatable: Repeatable | null,
    @Body() { question }: QuestionBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TransitionPerformedView> {
    const theCase = await this.cases.read(actor, caseId);
    const asked = await this.askAndAnswer.ask(actor, theCase, { seenVersion, question }, repeatable);
    reply.header('etag', entityTag(asked.version));
    return asked;
  }

  @Post('answers')
  @Permission('cases.act')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Answer the question of the office: the case goes back to where it came from and its clocks run on',
  })
  @ApiHeader({ name: 'If-Match', required: true, example: '"v5"' })
  @ApiOkResponse({ type: TransitionPerformedView, headers: { ETag: { schema: { type: 'string' } } } })
  @ApiRepeatable()
  @ApiChange()
  @NOT_SIGNED_IN
  @CASE_NOT_FOUND
  @INVALID_REQUEST
  @ApiProblem(403, 'transition.wrong_role', '"answer" is for focal-point', {
    transition: 'answer',
    refusals: [{ code: 'wrong_role', rolesNeeded: ['focal-point'] }],
  })
  @ApiProblem(409, 'transition.wrong_state', '"answer" is possible from info-requested; the case is in triage', {
    transition: 'answer',
    refusals: [{ code: 'wrong_state', state: 'triage', allowedFrom: ['info-requested'] }],
  })
  @ApiProblem(409, 'messages.no_such_act', 'The lifecycle of this case knows no answer of the State')
  async answer(
    @CurrentActor() actor: Actor,
    @Param('caseId', CaseIdPipe) caseId: string,
    @SeenVersion() seenVersion: number,
    @RepeatableCall() repeatable: Repeatable | null,
    @Body() { answer, documents = [] }: AnswerBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TransitionPerformedView> {
    const theCase = await this.cases.read(actor, caseId);
    const answered = await this.askAndAnswer.answer(actor, theCase, { seenVersion, answer, documents }, repeatable);
    reply.header('etag', entityTag(answered.version));
    return answered;
  }
}
