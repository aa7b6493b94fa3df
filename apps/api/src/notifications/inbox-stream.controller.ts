import { type Language, type ResumedSession } from '#libs/domain';
import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { PreferredLanguage } from '../http/language.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentSession } from '../people/current-session.decorator.js';
import { InboxStreams } from './inbox-streams.js';

const POSITION = /^(0|[1-9]\d{0,17})$/;

@ApiTags('notifications')
@ApiBearerAuth('session')
@Controller('me/notifications')
export class InboxStreamController {
  constructor(@Inject(InboxStreams) private readonly streams: InboxStreams) {}

  @Get('stream')
  @Permission('notices.read')
  @ApiOperation({
    summary: 'Follow your inbox as server-sent events',
    description:
      '`notification` brings an entry, with its position as event id; `unread` the new count; `missed` says that more came than is ' +
      'sent in one go: read the inbox; `signed-out` that the session has ended. Reconnect with `Last-Event-ID` to get what came meanwhile. ' +
      'It belongs to a session: opened with an API token it says `signed-out` at once; a program reads the inbox instead.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, example: '42' })
  @ApiProduces('text/event-stream')
  @ApiResponse({
    status: 200,
    description: 'An endless stream',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  @NOT_SIGNED_IN
  follow(
    @CurrentSession() session: ResumedSession,
    @PreferredLanguage() language: Language,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): void {
    const seen = lastEventId !== undefined && POSITION.test(lastEventId) ? lastEventId : null;
    reply.hijack();
    this.streams.open({ personId: session.actor.personId, sessionId: session.id, language, seen }, reply.raw);
  }
}
