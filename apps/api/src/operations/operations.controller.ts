import type { Actor } from '#libs/domain';
import {
  DataSource,
  type GivenUpFilter,
  type GivenUpMessage,
  GivenUpMessages,
  outboxFigures,
  recordAudit,
} from '#libs/infrastructure';
import { Body, Controller, Get, HttpCode, Inject, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { InvalidRequest } from '../http/request-validation.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import {
  ChangedView,
  DiscardBody,
  GivenUpPageView,
  GivenUpQuery,
  type GivenUpView,
  QueuesView,
  RetryBody,
} from './operations.dto.js';
import { QueueWindow } from './queue-window.js';

const PAGE_SIZE = 50;

@ApiTags('operations')
@ApiBearerAuth('session')
@NOT_SIGNED_IN
@ApiProblem(403, 'people.not_permitted', 'This is for administrator', { rolesNeeded: ['administrator'] })
@Controller('operations')
export class OperationsController {
  constructor(
    @Inject(GivenUpMessages) private readonly givenUp: GivenUpMessages,
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(QueueWindow) private readonly queues: QueueWindow,
  ) {}

  @Get('given-up')
  @Permission('operations.manage')
  @ApiOperation({ summary: 'List messages that were given up, newest first, with the cause; ids only' })
  @ApiOkResponse({
    type: GivenUpPageView,
    headers: { Link: { schema: { type: 'string' }, description: 'rel="next", where there is more (RFC 8288)' } },
  })
  @INVALID_REQUEST
  async list(
    @Query() { limit = PAGE_SIZE, cursor, ...filter }: GivenUpQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GivenUpPageView> {
    const found = await this.givenUp.list(
      definedIn(filter),
      limit + 1,
      cursor === undefined ? undefined : read(cursor),
    );
    const items = found.slice(0, limit);
    const last = found.length > limit ? items.at(-1) : undefined;
    const nextCursor = last ? `${last.givenUpAt.toISOString()}_${last.id}` : null;
    if (nextCursor !== null) {
      const next = new URLSearchParams({ ...definedIn(filter), limit: String(limit), cursor: nextCursor });
      reply.header('link', `</api/v1/operations/given-up?${next.toString()}>; rel="next"`);
    }
    return { items: items.map(toView), nextCursor };
  }

  @Post('given-up/retry')
  @Permission('operations.manage')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send messages that were given up on their way again' })
  @ApiOkResponse({ type: ChangedView })
  @INVALID_REQUEST
  async retry(@CurrentActor() actor: Actor, @Body() body: RetryBody): Promise<ChangedView> {
    const changed = await this.givenUp.retry(selectionOf(body));
    await this.record(actor, 'messages-retried', changed);
    return { changed };
  }

  @Post('given-up/discard')
  @Permission('operations.manage')
  @HttpCode(200)
  @ApiOperation({ summary: 'Decide that nothing more is to be done about messages that were given up' })
  @ApiOkResponse({ type: ChangedView })
  @INVALID_REQUEST
  async discard(@CurrentActor() actor: Actor, @Body() body: DiscardBody): Promise<ChangedView> {
    const changed = await this.givenUp.discard(selectionOf(body), body.reason);
    await this.record(actor, 'messages-discarded', changed);
    return { changed };
  }

  @Get('queues')
  @Permission('operations.manage')
  @ApiOperation({
    summary: 'Look at the outbox and the queues: counts by state, pauses, the latest failures; ids only',
  })
  @ApiOkResponse({ type: QueuesView })
  @ApiProblem(503, 'queue.away', 'The queue cannot be reached (asking for jobs)')
  async look(): Promise<QueuesView> {
    const [outbox, queues] = await Promise.all([outboxFigures(this.dataSource), this.queues.look()]);
    return { backend: this.queues.backend, outbox, queues };
  }

  private async record(
    { personId }: Actor,
    kind: 'messages-retried' | 'messages-discarded',
    count: number,
  ): Promise<void> {
    if (count === 0) return;
    await recordAudit(this.dataSource, {
      kind,
      actorId: personId,
      subject: { type: 'person', id: personId },
      detail: { count },
    });
  }
}

/** Either messages by name or all that fit: nothing happens to everything by leaving something out. */
function selectionOf({ ids, all = false, topic, cause }: RetryBody): GivenUpFilter {
  if (all === (ids !== undefined))
    throw new InvalidRequest([{ pointer: '/ids', code: 'ids_or_all', message: 'Name messages by id, or say all' }]);
  return definedIn({ topic, cause, ids });
}

function read(cursor: string): { readonly givenUpAt: Date; readonly id: string } {
  const [at = '', id = ''] = cursor.split('_');
  return { givenUpAt: new Date(at), id };
}

function toView({ id, topic, caseId, cause, tries, createdAt, givenUpAt }: GivenUpMessage): GivenUpView {
  return { id, topic, caseId, cause, tries, createdAt: createdAt.toISOString(), givenUpAt: givenUpAt.toISOString() };
}

function definedIn<Fields extends object>(fields: Fields): { [Name in keyof Fields]: NonNullable<Fields[Name]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
