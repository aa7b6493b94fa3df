import { type Actor, KeepWebhooks, SECRET_OVERLAP_HOURS } from '#libs/domain';
import { WebhookDesk } from '#libs/infrastructure';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { NeedsStepUp } from '../access/needs-step-up.decorator.js';
import { INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { entityTag, SeenVersion } from '../http/entity-tag.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import { WebhookIdPipe } from './webhook-id.pipe.js';
import { ADDRESS_REFUSED, WEBHOOK_NOT_FOUND, WEBHOOK_UNKNOWN_EVENT, WEBHOOKS_UNAVAILABLE } from './webhook-problems.js';
import { toWebhookView } from './webhook-views.js';
import {
  ChangeWebhookBody,
  NewSecretView,
  RegisteredWebhookView,
  RegisterWebhookBody,
  RotateSecretBody,
  WebhooksView,
  WebhookView,
} from './webhooks.dto.js';

const ETAG = {
  ETag: { schema: { type: 'string' as const }, description: 'Give it in If-Match to change the webhook' },
};

@ApiTags('webhooks')
@ApiBearerAuth('session')
@NOT_SIGNED_IN
@Controller('webhooks')
export class WebhooksController {
  constructor(
    @Inject(KeepWebhooks) private readonly keep: KeepWebhooks,
    @Inject(WebhookDesk) private readonly desk: WebhookDesk,
  ) {}

  @Get()
  @Permission('webhooks.manage')
  @ApiOperation({ summary: 'List the webhooks of the State, the office or the organisation you answer for' })
  @ApiOkResponse({ type: WebhooksView })
  async list(@CurrentActor() actor: Actor): Promise<WebhooksView> {
    return { items: (await this.desk.list(actor)).map(toWebhookView) };
  }

  @Post()
  @Permission('webhooks.manage')
  @NeedsStepUp()
  @ApiOperation({
    summary: 'Register a receiver of webhooks (Standard Webhooks 1.0); its secret is shown once',
    description:
      'It is told of events on cases of its scope that you may see at the moment of sending, with ids and times only. ' +
      'Not to be repeated with an Idempotency-Key: a secret shown once cannot be shown again.',
  })
  @ApiCreatedResponse({ type: RegisteredWebhookView, headers: { ...ETAG, Location: { schema: { type: 'string' } } } })
  @ApiProblem(403, 'webhook.not_entitled', 'Webhooks of this scope are kept by its focal-point or permanent-mission', {
    rolesNeeded: ['focal-point', 'permanent-mission'],
  })
  @WEBHOOKS_UNAVAILABLE
  @INVALID_REQUEST
  @ADDRESS_REFUSED
  @WEBHOOK_UNKNOWN_EVENT
  async register(
    @CurrentActor() actor: Actor,
    @Body() { stateCode, officeCode, url, events = [], description = '' }: RegisterWebhookBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RegisteredWebhookView> {
    const scope = { stateCode: stateCode ?? null, officeCode: officeCode ?? null };
    const { id, secret } = await this.keep.register(actor, { scope, url, events, description });
    reply.header('location', `/api/v1/webhooks/${id}`);
    return { ...(await this.read(actor, id, reply)), secret };
  }

  @Get(':webhookId')
  @Permission('webhooks.manage')
  @ApiOperation({ summary: 'Read a webhook' })
  @ApiParam({ name: 'webhookId', format: 'uuid' })
  @ApiOkResponse({ type: WebhookView, headers: ETAG })
  @WEBHOOK_NOT_FOUND
  async read(
    @CurrentActor() actor: Actor,
    @Param('webhookId', WebhookIdPipe) webhookId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookView> {
    const webhook = await this.desk.read(actor, webhookId);
    reply.header('etag', entityTag(webhook.version));
    return toWebhookView(webhook);
  }

  @Patch(':webhookId')
  @Permission('webhooks.manage')
  @ApiOperation({ summary: 'Change a webhook, or switch it off or on; whoever changes it answers for it' })
  @ApiParam({ name: 'webhookId', format: 'uuid' })
  @ApiHeader({ name: 'If-Match', required: true, example: '"v1"' })
  @ApiOkResponse({ type: WebhookView, headers: ETAG })
  @WEBHOOK_NOT_FOUND
  @ApiProblem(412, 'webhook.changed_meanwhile', 'You decided on version 1 of this webhook; it is at version 2 now', {
    presentVersion: 2,
  })
  @ApiProblem(428, 'http.if_match_missing', 'This request must say in If-Match which version you have seen')
  @INVALID_REQUEST
  @ADDRESS_REFUSED
  @WEBHOOK_UNKNOWN_EVENT
  async change(
    @CurrentActor() actor: Actor,
    @Param('webhookId', WebhookIdPipe) webhookId: string,
    @SeenVersion() seenVersion: number,
    @Body() body: ChangeWebhookBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookView> {
    await this.keep.change(actor, webhookId, seenVersion, definedIn(body));
    return this.read(actor, webhookId, reply);
  }

  @Delete(':webhookId')
  @Permission('webhooks.manage')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a webhook with its log' })
  @ApiParam({ name: 'webhookId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'Nothing is sent to it any more' })
  @WEBHOOK_NOT_FOUND
  async remove(@CurrentActor() actor: Actor, @Param('webhookId', WebhookIdPipe) webhookId: string): Promise<void> {
    await this.keep.remove(actor, webhookId);
  }

  @Post(':webhookId/secret')
  @Permission('webhooks.manage')
  @NeedsStepUp()
  @ApiOperation({ summary: 'Make a new secret; for a while both sign' })
  @ApiParam({ name: 'webhookId', format: 'uuid' })
  @ApiCreatedResponse({ type: NewSecretView })
  @WEBHOOK_NOT_FOUND
  @WEBHOOKS_UNAVAILABLE
  @INVALID_REQUEST
  async rotateSecret(
    @CurrentActor() actor: Actor,
    @Param('webhookId', WebhookIdPipe) webhookId: string,
    @Body() { overlapHours = SECRET_OVERLAP_HOURS }: RotateSecretBody,
  ): Promise<NewSecretView> {
    const { secret, previousUntil } = await this.keep.rotateSecret(actor, webhookId, overlapHours);
    return { secret, previousUntil: previousUntil.toISOString() };
  }
}

/** A class instance carries every announced field; only those that were given change anything. */
function definedIn<Body extends object>(body: Body): Body {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Body;
}
