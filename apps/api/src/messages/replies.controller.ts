import { ReplyDesk } from '#libs/infrastructure';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { nextPage } from './message-descriptions.js';
import { RepliesNotTakenView } from './replies.dto.js';
import { NotePageQuery } from './page-queries.dto.js';

const PAGE_SIZE = 50;

/** Answers by mail that were not taken: ids and reasons, for whoever operates the system. */
@ApiTags('operations')
@ApiBearerAuth('session')
@Controller('replies/not-taken')
export class RepliesController {
  constructor(@Inject(ReplyDesk) private readonly desk: ReplyDesk) {}

  @Get()
  @Permission('replies.read')
  @ApiOperation({ summary: 'List answers by mail that were refused or dropped, newest first; ids and reasons only' })
  @ApiOkResponse({
    type: RepliesNotTakenView,
    headers: { Link: { schema: { type: 'string' }, description: 'rel="next", where there is more (RFC 8288)' } },
  })
  @NOT_SIGNED_IN
  @ApiProblem(403, 'people.not_permitted', 'This is for administrator', {
    permission: 'replies.read',
    rolesNeeded: ['administrator'],
  })
  @INVALID_REQUEST
  async list(
    @Query() { before, limit = PAGE_SIZE }: NotePageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RepliesNotTakenView> {
    const found = await this.desk.notTaken(before ?? null, limit + 1);
    const items = found.slice(0, limit);
    const nextBefore = found.length > limit ? (items.at(-1)?.id ?? null) : null;
    if (nextBefore !== null) reply.header('link', nextPage('replies/not-taken', { before: nextBefore, limit }));
    return {
      items: items.map(({ receivedAt, ...item }) => ({ ...item, receivedAt: receivedAt.toISOString() })),
      nextBefore,
    };
  }
}
