import { type Actor, type Language, ListTransitions, PerformTransition, type Repeatable } from '#libs/domain';
import { CaseReader } from '#libs/infrastructure';
import type { ActInput } from '#libs/workflow';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { entityTag, SeenVersion } from '../http/entity-tag.js';
import { PreferredLanguage } from '../http/language.js';
import { RepeatableCall } from '../http/repeatable.decorator.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import { ApiChange, ApiRepeatable, CASE_NOT_FOUND, INVALID_REQUEST, NOT_SIGNED_IN } from './api-descriptions.js';
import { CaseIdPipe } from './case-id.pipe.js';
import { CaseLabels } from './case-labels.js';
import { TransitionPerformedView } from './case.dto.js';
import { AvailableTransitionsView, PerformTransitionBody } from './transition.dto.js';

@ApiTags('transitions')
@ApiBearerAuth('session')
@ApiParam({ name: 'caseId', format: 'uuid' })
@Controller('cases/:caseId/transitions')
export class TransitionsController {
  constructor(
    @Inject(PerformTransition) private readonly performTransition: PerformTransition,
    @Inject(ListTransitions) private readonly listTransitions: ListTransitions,
    @Inject(CaseReader) private readonly caseReader: CaseReader,
    @Inject(CaseLabels) private readonly labels: CaseLabels,
  ) {}

  @Get()
  @Permission('cases.read')
  @ApiOperation({ summary: 'What you can do with a case now, with the fields each act needs, and why not the rest' })
  @ApiOkResponse({ type: AvailableTransitionsView, headers: { ETag: { schema: { type: 'string' } } } })
  @NOT_SIGNED_IN
  @CASE_NOT_FOUND
  async list(
    @CurrentActor() actor: Actor,
    @PreferredLanguage() language: Language,
    @Param('caseId', CaseIdPipe) caseId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AvailableTransitionsView> {
    const { record, now } = await this.caseReader.readAt(actor, caseId);
    const transitions = await this.listTransitions.execute(actor, record, now);
    const words = await this.labels.words([record.workflow], language);
    reply.header('etag', entityTag(record.version)).header('content-language', language);
    return {
      version: record.version,
      transitions: transitions.map((line) => ({
        name: line.name,
        label: words.act(record.workflow, line.name),
        kind: line.kind,
        gate: line.gate,
        to: line.to,
        available: line.available,
        confirm: line.confirm,
        input: line.input,
        refusals: line.refusals,
      })),
    };
  }

  @Post()
  @Permission('cases.act')
  @HttpCode(200)
  @ApiOperation({ summary: 'Perform an act on a case' })
  @ApiHeader({ name: 'If-Match', required: true, example: '"v4"' })
  @ApiOkResponse({ type: TransitionPerformedView, headers: { ETag: { schema: { type: 'string' } } } })
  @ApiRepeatable()
  @ApiChange()
  @NOT_SIGNED_IN
  @CASE_NOT_FOUND
  @INVALID_REQUEST
  @ApiProblem(403, 'transition.wrong_role', '"accept" is for office-head or hq-manager', {
    transition: 'accept',
    refusals: [{ code: 'wrong_role', rolesNeeded: ['office-head', 'hq-manager'] }],
  })
  @ApiProblem(409, 'transition.wrong_state', '"accept" is possible from triage, hq-review; the case is in draft', {
    transition: 'accept',
    refusals: [{ code: 'wrong_state', state: 'draft', allowedFrom: ['triage', 'hq-review'] }],
  })
  @ApiProblem(422, 'transition.invalid_input', 'What "name-case-officer" needs is missing or not right', {
    errors: [{ pointer: '/input/officer', code: 'required', message: 'This is needed.' }],
  })
  async perform(
    @CurrentActor() actor: Actor,
    @Param('caseId', CaseIdPipe) caseId: string,
    @SeenVersion() seenVersion: number,
    @RepeatableCall() repeatable: Repeatable | null,
    @Body() body: PerformTransitionBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TransitionPerformedView> {
    // The engine checks every field of the input against the act's form and refuses what it does not know.
    const input = (body.input ?? {}) as ActInput;
    const performed = await this.performTransition.execute(
      actor,
      { caseId, seenVersion, transition: body.name, input },
      repeatable,
    );
    reply.header('etag', entityTag(performed.version));
    return performed;
  }
}
