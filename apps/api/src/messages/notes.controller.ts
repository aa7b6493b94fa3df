import { type Actor, type Repeatable, WriteNote } from '#libs/domain';
import { ConversationReader } from '#libs/infrastructure';
import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiRepeatable, CASE_NOT_FOUND, INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { CaseIdPipe } from '../cases/case-id.pipe.js';
import { RepeatableCall } from '../http/repeatable.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import { NotePageView, NoteWrittenView, WritingBody } from './message.dto.js';
import { MENTION_NOT_POSSIBLE, nextPage } from './message-descriptions.js';
import { toNoteView } from './message-views.js';
import { NotePageQuery } from './page-queries.dto.js';

const PAGE_SIZE = 50;

/** Internal notes. To people of the requesting State this address does not exist. */
@ApiTags('messages')
@ApiBearerAuth('session')
@ApiParam({ name: 'caseId', format: 'uuid' })
@Controller('cases/:caseId/notes')
export class NotesController {
  constructor(
    @Inject(WriteNote) private readonly writeNote: WriteNote,
    @Inject(ConversationReader) private readonly reader: ConversationReader,
  ) {}

  @Get()
  @Permission('cases.read')
  @ApiOperation({ summary: 'Read the internal notes of staff on a case, newest first; the State does not see them' })
  @ApiOkResponse({
    type: NotePageView,
    headers: { Link: { schema: { type: 'string' }, description: 'rel="next", where there is more (RFC 8288)' } },
  })
  @NOT_SIGNED_IN
  @CASE_NOT_FOUND
  @INVALID_REQUEST
  async page(
    @CurrentActor() actor: Actor,
    @Param('caseId', CaseIdPipe) caseId: string,
    @Query() { before, limit = PAGE_SIZE }: NotePageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NotePageView> {
    const found = await this.reader.notes(actor, caseId, before ?? null, limit + 1);
    const items = found.slice(0, limit);
    const nextBefore = found.length > limit ? (items.at(-1)?.id ?? null) : null;
    if (nextBefore !== null) reply.header('link', nextPage(`cases/${caseId}/notes`, { before: nextBefore, limit }));
    return { items: items.map(toNoteView), nextBefore };
  }

  @Post()
  @Permission('cases.act')
  @ApiOperation({ summary: 'Write an internal note, also on a case that has ended; the State does not see it' })
  @ApiCreatedResponse({ type: NoteWrittenView })
  @ApiRepeatable()
  @NOT_SIGNED_IN
  @CASE_NOT_FOUND
  @INVALID_REQUEST
  @MENTION_NOT_POSSIBLE
  write(
    @CurrentActor() actor: Actor,
    @Param('caseId', CaseIdPipe) caseId: string,
    @RepeatableCall() repeatable: Repeatable | null,
    @Body() { text, language, mentions = [] }: WritingBody,
  ): Promise<NoteWrittenView> {
    return this.writeNote.execute(actor, { caseId, text, language, mentions }, repeatable);
  }
}
