import { type Actor, SettleHeldReply } from '#libs/domain';
import { HeldReplies } from '#libs/infrastructure';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CASE_NOT_FOUND, INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import { HeldReplyIdPipe } from './held-reply-id.pipe.js';
import { MessagePostedView } from './message.dto.js';
import { nextPage } from './message-descriptions.js';
import { NotePageQuery } from './page-queries.dto.js';
import { AssignReplyBody, HeldRepliesView } from './replies.dto.js';

const PAGE_SIZE = 50;
const NOT_FOUND = ApiProblem(404, 'replies.not_found', 'There is no such mail waiting, or it is not for you');
const FOR_INTAKE = ApiProblem(403, 'people.not_permitted', 'This is for intake-officer', {
  permission: 'replies.assign',
  rolesNeeded: ['intake-officer'],
});

/** Mail of people the system does not know, until an intake officer has decided about it. */
@ApiTags('messages')
@ApiBearerAuth('session')
@NOT_SIGNED_IN
@Controller('replies/held')
export class HeldRepliesController {
  constructor(
    @Inject(HeldReplies) private readonly held: HeldReplies,
    @Inject(SettleHeldReply) private readonly settle: SettleHeldReply,
  ) {}

  @Get()
  @Permission('replies.assign')
  @ApiOperation({ summary: 'List mail of unknown senders that waits for a decision, newest first' })
  @ApiOkResponse({
    type: HeldRepliesView,
    headers: { Link: { schema: { type: 'string' }, description: 'rel="next", where there is more (RFC 8288)' } },
  })
  @FOR_INTAKE
  @INVALID_REQUEST
  async list(
    @CurrentActor() actor: Actor,
    @Query() { before, limit = PAGE_SIZE }: NotePageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HeldRepliesView> {
    const found = await this.held.list(actor, before ?? null, limit + 1);
    const items = found.slice(0, limit);
    const nextBefore = found.length > limit ? (items.at(-1)?.id ?? null) : null;
    if (nextBefore !== null) reply.header('link', nextPage('replies/held', { before: nextBefore, limit }));
    return {
      items: items.map(({ receivedAt, ...item }) => ({ ...item, receivedAt: receivedAt.toISOString() })),
      nextBefore,
    };
  }

  @Post(':replyId/assignment')
  @Permission('replies.assign')
  @ApiOperation({
    summary:
      'Put a mail into the conversation on a case, as a message of whoever does it; its files into quarantine there',
  })
  @ApiParam({ name: 'replyId', format: 'uuid' })
  @ApiCreatedResponse({ type: MessagePostedView })
  @NOT_FOUND
  @CASE_NOT_FOUND
  @ApiProblem(
    403,
    'messages.no_part',
    'Only people with a part in the case write to the other side; a supporting office reads and writes notes',
  )
  @ApiProblem(
    409,
    'messages.conversation_closed',
    'The case has ended and nothing more is due on it; what can still be done is listed under its transitions',
  )
  @INVALID_REQUEST
  assign(
    @CurrentActor() actor: Actor,
    @Param('replyId', HeldReplyIdPipe) replyId: string,
    @Body() { caseId }: AssignReplyBody,
  ): Promise<MessagePostedView> {
    return this.settle.assign(actor, { replyId, caseId });
  }

  @Post(':replyId/discard')
  @Permission('replies.discard')
  @HttpCode(204)
  @ApiOperation({ summary: 'Throw a mail of an unknown sender away, with its files' })
  @ApiParam({ name: 'replyId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'Its text, its sender and its files are gone' })
  @NOT_FOUND
  @ApiProblem(403, 'people.not_permitted', 'This is for intake-officer or administrator', {
    permission: 'replies.discard',
    rolesNeeded: ['intake-officer', 'administrator'],
  })
  async discard(@CurrentActor() actor: Actor, @Param('replyId', HeldReplyIdPipe) replyId: string): Promise<void> {
    await this.settle.discard(actor, replyId);
  }
}
