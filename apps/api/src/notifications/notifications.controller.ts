import { type Actor, type Language, Letters } from '#libs/domain';
import { InboxDesk } from '#libs/infrastructure';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { PreferredLanguage } from '../http/language.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import { NotificationIdPipe } from './notification-id.pipe.js';
import { toNotificationView } from './notification-views.js';
import { InboxQuery, InboxView, MarkReadBody, UnreadView } from './notifications.dto.js';

const PAGE_SIZE = 50;

@ApiTags('notifications')
@ApiBearerAuth('session')
@Controller('me/notifications')
export class NotificationsController {
  constructor(
    @Inject(InboxDesk) private readonly inbox: InboxDesk,
    @Inject(Letters) private readonly letters: Letters,
  ) {}

  @Get()
  @Permission('notices.read')
  @ApiOperation({ summary: 'Read your inbox, newest first' })
  @ApiOkResponse({
    type: InboxView,
    headers: { Link: { schema: { type: 'string' }, description: 'rel="next", where there is more (RFC 8288)' } },
  })
  @NOT_SIGNED_IN
  @INVALID_REQUEST
  async list(
    @CurrentActor() actor: Actor,
    @PreferredLanguage() language: Language,
    @Query() { unread = false, before, limit = PAGE_SIZE }: InboxQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InboxView> {
    const [found, count] = await Promise.all([
      this.inbox.before(actor, before ?? null, unread, limit + 1),
      this.inbox.unread(actor),
    ]);
    const items = found.slice(0, limit);
    const nextBefore = found.length > limit ? (items.at(-1)?.position ?? null) : null;
    if (nextBefore !== null) {
      const next = new URLSearchParams({
        before: nextBefore,
        limit: String(limit),
        ...(unread ? { unread: 'true' } : {}),
      });
      reply.header('link', `</api/v1/me/notifications?${next.toString()}>; rel="next"`);
    }
    reply.header('content-language', language);
    return {
      items: items.map((entry) => toNotificationView(entry, this.letters, language)),
      unread: count,
      nextBefore,
    };
  }

  @Put(':notificationId/read')
  @Permission('notices.change')
  @HttpCode(200)
  @ApiOperation({ summary: 'Mark one notification as read' })
  @ApiParam({ name: 'notificationId', format: 'uuid' })
  @ApiOkResponse({ type: UnreadView })
  @NOT_SIGNED_IN
  @ApiProblem(404, 'notification.not_found', 'There is no such notification in your inbox')
  async markRead(
    @CurrentActor() actor: Actor,
    @Param('notificationId', NotificationIdPipe) notificationId: string,
  ): Promise<UnreadView> {
    await this.inbox.markRead(actor, notificationId);
    return { unread: await this.inbox.unread(actor) };
  }

  @Post('read')
  @Permission('notices.change')
  @HttpCode(200)
  @ApiOperation({ summary: 'Mark as read what you have seen, up to a position' })
  @ApiOkResponse({ type: UnreadView })
  @NOT_SIGNED_IN
  @INVALID_REQUEST
  async markReadUpTo(@CurrentActor() actor: Actor, @Body() { upTo }: MarkReadBody): Promise<UnreadView> {
    await this.inbox.markReadUpTo(actor, upTo);
    return { unread: await this.inbox.unread(actor) };
  }
}
