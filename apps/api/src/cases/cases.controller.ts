import { type Actor, BeginRequest, EditRequest, type Language, type Repeatable } from '#libs/domain';
import { CaseList, CaseReader } from '#libs/infrastructure';
import { Body, Controller, Get, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { entityTag, SeenVersion } from '../http/entity-tag.js';
import { PreferredLanguage } from '../http/language.js';
import { RepeatableCall } from '../http/repeatable.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import { ApiChange, ApiRepeatable, CASE_NOT_FOUND, INVALID_REQUEST, NOT_SIGNED_IN } from './api-descriptions.js';
import { CaseIdPipe } from './case-id.pipe.js';
import { CaseLabels } from './case-labels.js';
import { CaseListQuery, HistoryQuery } from './case-list.dto.js';
import { toCaseView, toHistoryEntryView, toSummaryView } from './case-views.js';
import { CasePageView, CaseStandingView, CaseView, HistoryPageView } from './case.dto.js';
import { BeginRequestBody, EditRequestBody } from './request.dto.js';
import { requestFacts } from './request-facts.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';

const PAGE_SIZE = 50;
const HISTORY_PAGE_SIZE = 200;

@ApiTags('cases')
@ApiBearerAuth('session')
@Controller('cases')
export class CasesController {
  constructor(
    @Inject(BeginRequest) private readonly beginRequest: BeginRequest,
    @Inject(EditRequest) private readonly editRequest: EditRequest,
    @Inject(CaseList) private readonly caseList: CaseList,
    @Inject(CaseReader) private readonly caseReader: CaseReader,
    @Inject(CaseLabels) private readonly labels: CaseLabels,
  ) {}

  @Post()
  @Permission('cases.begin')
  @ApiOperation({ summary: 'Begin a request: a draft only the State that writes it can see' })
  @ApiCreatedResponse({
    type: CaseStandingView,
    headers: { ETag: { schema: { type: 'string' } }, Location: { schema: { type: 'string' } } },
  })
  @ApiRepeatable()
  @NOT_SIGNED_IN
  @ApiProblem(403, 'case.not_entitled', 'A request is written by the State that asks: by its focal-point', {
    rolesNeeded: ['focal-point'],
  })
  @INVALID_REQUEST
  async begin(
    @CurrentActor() actor: Actor,
    @RepeatableCall() repeatable: Repeatable | null,
    @Body() body: BeginRequestBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseStandingView> {
    const { requestingState, area, urgency, request } = body;
    const begun = await this.beginRequest.execute(
      actor,
      { requestingState, area, urgency, request: requestFacts(request) },
      repeatable,
    );
    reply.header('etag', entityTag(begun.version)).header('location', `/api/v1/cases/${begun.id}`);
    return begun;
  }

  @Get()
  @Permission('cases.read')
  @ApiOperation({ summary: 'List the cases you may see, a page at a time' })
  @ApiOkResponse({
    type: CasePageView,
    headers: { Link: { schema: { type: 'string' }, description: 'rel="next", where there is more (RFC 8288)' } },
  })
  @NOT_SIGNED_IN
  @INVALID_REQUEST
  async list(
    @CurrentActor() actor: Actor,
    @PreferredLanguage() language: Language,
    @Query() query: CaseListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CasePageView> {
    const { sort = '-changedAt', limit = PAGE_SIZE, cursor, ...narrowing } = query;
    // A field that was left out is there all the same, without a value: it narrows nothing.
    const filter = Object.fromEntries(Object.entries(narrowing).filter(([, value]) => value !== undefined));
    const page = await this.caseList.page(actor, filter, sort, limit, cursor ?? null);
    if (page.nextCursor !== null) {
      const next = new URLSearchParams({ ...stringsIn(query), cursor: page.nextCursor });
      reply.header('link', `</api/v1/cases?${next.toString()}>; rel="next"`);
    }
    reply.header('content-language', language);
    const words = await this.labels.words(
      page.items.map(({ workflow }) => workflow),
      language,
    );
    return { items: page.items.map((item) => toSummaryView(item, words)), nextCursor: page.nextCursor };
  }

  @Get(':caseId')
  @Permission('cases.read')
  @ApiOperation({ summary: 'Read a case' })
  @ApiParam({ name: 'caseId', format: 'uuid' })
  @ApiOkResponse({
    type: CaseView,
    headers: { ETag: { schema: { type: 'string' }, description: 'Give it in If-Match when you change the case' } },
  })
  @NOT_SIGNED_IN
  @CASE_NOT_FOUND
  async read(
    @CurrentActor() actor: Actor,
    @PreferredLanguage() language: Language,
    @Param('caseId', CaseIdPipe) caseId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseView> {
    const theCase = await this.caseReader.read(actor, caseId);
    reply.header('etag', entityTag(theCase.version)).header('content-language', language);
    return toCaseView(theCase, await this.labels.words([theCase.workflow], language));
  }

  @Patch(':caseId')
  @Permission('cases.act')
  @ApiOperation({ summary: 'Go on writing a draft; only the fields given change' })
  @ApiParam({ name: 'caseId', format: 'uuid' })
  @ApiHeader({ name: 'If-Match', required: true, example: '"v1"' })
  @ApiOkResponse({ type: CaseStandingView, headers: { ETag: { schema: { type: 'string' } } } })
  @ApiChange()
  @NOT_SIGNED_IN
  @CASE_NOT_FOUND
  @INVALID_REQUEST
  @ApiProblem(403, 'case.not_entitled', 'A request is written by the State that asks: by its focal-point', {
    rolesNeeded: ['focal-point'],
  })
  @ApiProblem(
    409,
    'case.request_not_editable',
    'The request has been submitted and can no longer be edited; answer a question of the office instead',
  )
  async edit(
    @CurrentActor() actor: Actor,
    @Param('caseId', CaseIdPipe) caseId: string,
    @SeenVersion() seenVersion: number,
    @Body() body: EditRequestBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseStandingView> {
    const edited = await this.editRequest.execute(actor, {
      caseId,
      seenVersion,
      request: requestFacts(body.request ?? {}),
      ...(body.area !== undefined && { area: body.area }),
      ...(body.urgency !== undefined && { urgency: body.urgency }),
    });
    reply.header('etag', entityTag(edited.version));
    return edited;
  }

  @Get(':caseId/history')
  @Permission('cases.read')
  @ApiOperation({ summary: 'Read what happened to a case, oldest first' })
  @ApiParam({ name: 'caseId', format: 'uuid' })
  @ApiOkResponse({ type: HistoryPageView })
  @NOT_SIGNED_IN
  @CASE_NOT_FOUND
  @INVALID_REQUEST
  async history(
    @CurrentActor() actor: Actor,
    @PreferredLanguage() language: Language,
    @Param('caseId', CaseIdPipe) caseId: string,
    @Query() { after = 0 }: HistoryQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HistoryPageView> {
    const found = await this.caseReader.history(actor, caseId, after, HISTORY_PAGE_SIZE + 1);
    const entries = found.slice(0, HISTORY_PAGE_SIZE);
    reply.header('content-language', language);
    const words = await this.labels.words(
      entries.map(({ workflow }) => workflow),
      language,
    );
    return {
      items: entries.map((entry) => toHistoryEntryView(entry, words)),
      nextAfter: found.length > HISTORY_PAGE_SIZE ? (entries.at(-1)?.sequence ?? null) : null,
    };
  }
}

function stringsIn(query: CaseListQuery): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
