import { type Actor, KeepWebhooks } from '#libs/domain';
import { WebhookDesk } from '#libs/infrastructure';
import { Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import { WebhookIdPipe } from './webhook-id.pipe.js';
import { WEBHOOK_NOT_FOUND, WEBHOOK_OFF } from './webhook-problems.js';
import { toAttemptView, toDeliveryView } from './webhook-views.js';
import { DeliveryListQuery, DeliveryPageView, LoggedDeliveryView, StartedDeliveryView } from './webhooks.dto.js';

const PAGE_SIZE = 50;

@ApiTags('webhooks')
@ApiBearerAuth('session')
@ApiParam({ name: 'webhookId', format: 'uuid' })
@NOT_SIGNED_IN
@WEBHOOK_NOT_FOUND
@Controller('webhooks/:webhookId')
export class WebhookDeliveriesController {
  constructor(
    @Inject(KeepWebhooks) private readonly keep: KeepWebhooks,
    @Inject(WebhookDesk) private readonly desk: WebhookDesk,
  ) {}

  @Post('test')
  @Permission('webhooks.manage')
  @HttpCode(202)
  @ApiOperation({ summary: 'Send a message about no case, to try the line' })
  @ApiResponse({ status: 202, type: StartedDeliveryView })
  @WEBHOOK_OFF
  async test(
    @CurrentActor() actor: Actor,
    @Param('webhookId', WebhookIdPipe) webhookId: string,
  ): Promise<StartedDeliveryView> {
    return { deliveryId: await this.keep.test(actor, webhookId) };
  }

  @Get('deliveries')
  @Permission('webhooks.manage')
  @ApiOperation({ summary: 'List what was sent to this receiver and what became of it, newest first' })
  @ApiOkResponse({
    type: DeliveryPageView,
    headers: { Link: { schema: { type: 'string' }, description: 'rel="next", where there is more (RFC 8288)' } },
  })
  @INVALID_REQUEST
  async list(
    @CurrentActor() actor: Actor,
    @Param('webhookId', WebhookIdPipe) webhookId: string,
    @Query() { status, limit = PAGE_SIZE, cursor }: DeliveryListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeliveryPageView> {
    const found = await this.desk.deliveries(actor, webhookId, status ?? null, limit + 1, cursor ?? null);
    const items = found.slice(0, limit);
    const nextCursor = found.length > limit ? (items.at(-1)?.id ?? null) : null;
    if (nextCursor !== null) {
      const next = new URLSearchParams({ ...(status ? { status } : {}), limit: String(limit), cursor: nextCursor });
      reply.header('link', `</api/v1/webhooks/${webhookId}/deliveries?${next.toString()}>; rel="next"`);
    }
    return { items: items.map(toDeliveryView), nextCursor };
  }

  @Get('deliveries/:deliveryId')
  @Permission('webhooks.manage')
  @ApiOperation({ summary: 'Read one delivery with every attempt at it' })
  @ApiParam({ name: 'deliveryId', format: 'uuid' })
  @ApiOkResponse({ type: LoggedDeliveryView })
  async read(
    @CurrentActor() actor: Actor,
    @Param('webhookId', WebhookIdPipe) webhookId: string,
    @Param('deliveryId', WebhookIdPipe) deliveryId: string,
  ): Promise<LoggedDeliveryView> {
    const { log, ...delivery } = await this.desk.delivery(actor, webhookId, deliveryId);
    return { ...toDeliveryView(delivery), log: log.map(toAttemptView) };
  }

  @Post('deliveries/:deliveryId/redelivery')
  @Permission('webhooks.manage')
  @HttpCode(202)
  @ApiOperation({ summary: 'Send again what was delivered or given up, under the same webhook-id' })
  @ApiParam({ name: 'deliveryId', format: 'uuid' })
  @ApiResponse({ status: 202, type: StartedDeliveryView })
  @WEBHOOK_OFF
  async redeliver(
    @CurrentActor() actor: Actor,
    @Param('webhookId', WebhookIdPipe) webhookId: string,
    @Param('deliveryId', WebhookIdPipe) deliveryId: string,
  ): Promise<StartedDeliveryView> {
    await this.desk.delivery(actor, webhookId, deliveryId);
    await this.keep.redeliver(actor, webhookId, deliveryId);
    return { deliveryId };
  }
}
