import { type Actor, PostMessage, type Repeatable, TranslateMessage } from '#libs/domain';
import { ConversationReader } from '#libs/infrastructure';
import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiRepeatable, CASE_NOT_FOUND, INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { CaseIdPipe } from '../cases/case-id.pipe.js';
import { RepeatableCall } from '../http/repeatable.decorator.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import {
  MessagePageView,
  MessagePostedView,
  MessageTranslatedView,
  MessageWithTranslationsView,
  TranslationBody,
  WritingBody,
} from './message.dto.js';
import { MENTION_NOT_POSSIBLE, nextPage } from './message-descriptions.js';
import { MessageSequencePipe } from './message-sequence.pipe.js';
import { toMessageView, toMessageWithTranslationsView } from './message-views.js';
import { MessagePageQuery } from './page-queries.dto.js';

const PAGE_SIZE = 50;
const MESSAGE_NOT_FOUND = ApiProblem(404, 'messages.not_found', 'There is no such message on this case');
const NO_PART = ApiProblem(
  403,
  'messages.no_part',
  'Only people with a part in the case write to the other side; a supporting office reads and writes notes',
);

@ApiTags('messages')
@ApiBearerAuth('session')
@ApiParam({ name: 'caseId', format: 'uuid' })
@Controller('cases/:caseId/messages')
export class MessagesController {
  constructor(
    @Inject(PostMessage) private readonly postMessage: PostMessage,
    @Inject(TranslateMessage) private readonly translateMessage: TranslateMessage,
    @Inject(ConversationReader) private readonly reader: ConversationReader,
  ) {}

  @Get()
  @Permission('cases.read')
  @ApiOperation({
    summary: 'Read the conversation between the State and the office, newest first; questions and answers are in it',
  })
  @ApiOkResponse({
    type: MessagePageView,
    headers: { Link: { schema: { type: 'string' }, description: 'rel="next", where there is more (RFC 8288)' } },
  })
  @NOT_SIGNED_IN
  @CASE_NOT_FOUND
  @INVALID_REQUEST
  async page(
    @CurrentActor() actor: Actor,
    @Param('caseId', CaseIdPipe) caseId: string,
    @Query() { before, limit = PAGE_SIZE }: MessagePageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MessagePageView> {
    const found = await this.reader.messages(actor, caseId, before ?? null, limit + 1);
    const items = found.slice(0, limit);
    const nextBefore = found.length > limit ? (items.at(-1)?.sequence ?? null) : null;
    if (nextBefore !== null) reply.header('link', nextPage(`cases/${caseId}/messages`, { before: nextBefore, limit }));
    return { items: items.map(toMessageView), nextBefore };
  }

  @Post()
  @Permission('cases.act')
  @ApiOperation({
    summary: 'Write to the other side. It moves nothing; a question that stops the clocks has its own address',
  })
  @ApiCreatedResponse({ type: MessagePostedView, headers: { Location: { schema: { type: 'string' } } } })
  @ApiRepeatable()
  @NOT_SIGNED_IN
  @CASE_NOT_FOUND
  @INVALID_REQUEST
  @NO_PART
  @ApiProblem(
    409,
    'messages.conversation_closed',
    'The case has ended and nothing more is due on it; what can still be done is listed under its transitions',
  )
  @MENTION_NOT_POSSIBLE
  async post(
    @CurrentActor() actor: Actor,
    @Param('caseId', CaseIdPipe) caseId: string,
    @RepeatableCall() repeatable: Repeatable | null,
    @Body() { text, language, mentions = [] }: WritingBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MessagePostedView> {
    const posted = await this.postMessage.execute(actor, { caseId, text, language, mentions }, repeatable);
    reply.header('location', `/api/v1/cases/${caseId}/messages/${posted.sequence}`);
    return posted;
  }

  @Get(':sequence')
  @Permission('cases.read')
  @ApiOperation({
    summary: 'Read one entry of the conversation with its translations; the original is the authentic text',
  })
  @ApiParam({ name: 'sequence', type: Number, example: 7 })
  @ApiOkResponse({ type: MessageWithTranslationsView })
  @NOT_SIGNED_IN
  @CASE_NOT_FOUND
  @MESSAGE_NOT_FOUND
  async read(
    @CurrentActor() actor: Actor,
    @Param('caseId', CaseIdPipe) caseId: string,
    @Param('sequence', MessageSequencePipe) sequence: number,
  ): Promise<MessageWithTranslationsView> {
    return toMessageWithTranslationsView(await this.reader.message(actor, caseId, sequence));
  }

  @Post(':sequence/translations')
  @Permission('cases.act')
  @ApiOperation({ summary: 'Add a translation of an entry, marked as one; the latest of a language counts' })
  @ApiParam({ name: 'sequence', type: Number, example: 7 })
  @ApiCreatedResponse({ type: MessageTranslatedView })
  @ApiRepeatable()
  @NOT_SIGNED_IN
  @CASE_NOT_FOUND
  @MESSAGE_NOT_FOUND
  @INVALID_REQUEST
  @NO_PART
  @ApiProblem(
    422,
    'messages.translation_into_itself',
    'The original is in this language already, and stays the authentic text',
    {
      errors: [
        { pointer: '/language', code: 'same_language', message: 'Name another language than that of the original' },
      ],
    },
  )
  translate(
    @CurrentActor() actor: Actor,
    @Param('caseId', CaseIdPipe) caseId: string,
    @Param('sequence', MessageSequencePipe) sequence: number,
    @RepeatableCall() repeatable: Repeatable | null,
    @Body() { language, text, method }: TranslationBody,
  ): Promise<MessageTranslatedView> {
    return this.translateMessage.execute(actor, { caseId, sequence, language, text, method }, repeatable);
  }
}
