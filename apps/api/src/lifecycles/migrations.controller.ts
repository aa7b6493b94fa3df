import { type Actor, OrderMigration, type Repeatable } from '#libs/domain';
import { MigrationList, type MigrationProgress } from '#libs/infrastructure';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiRepeatable, INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { RepeatableCall } from '../http/repeatable.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import { MigratedCasesQuery, MigrationBody, UndoingBody } from './change.dto.js';
import {
  ChangeOrdered,
  ChangeRead,
  MIGRATION_ORDER,
  UNDOING_ORDER,
  VERSION_PARAMETERS,
} from './change-documentation.js';
import { ChangeIdPipe, referenceFrom } from './lifecycle-reference.js';
import { MigratedCasesView, MigrationsView, MigrationView } from './migration-views.dto.js';

const PAGE_SIZE = 50;

@ApiTags('lifecycles')
@ApiBearerAuth('session')
@Controller()
export class MigrationsController {
  constructor(
    @Inject(OrderMigration) private readonly orderMigration: OrderMigration,
    @Inject(MigrationList) private readonly migrations: MigrationList,
  ) {}

  @Post('lifecycles/:lifecycleId/versions/:version/migrations')
  @Permission('lifecycles.change')
  @HttpCode(202)
  @ApiOperation({ summary: 'Put live cases under a version: a few that are named, or all that it concerns' })
  @ChangeOrdered(MigrationView)
  @MIGRATION_ORDER
  @ApiRepeatable()
  async order(
    @CurrentActor() actor: Actor,
    @RepeatableCall() repeatable: Repeatable | null,
    @Param('lifecycleId') lifecycleId: string,
    @Param('version') version: string,
    @Body() body: MigrationBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MigrationView> {
    const order = {
      to: referenceFrom(lifecycleId, version),
      from: body.from ?? null,
      stateMap: body.stateMap ?? {},
      references: body.cases ?? null,
      reason: body.reason,
    };
    const { id } = await this.orderMigration.migrate(actor, order, repeatable);
    return this.ordered(actor, id, reply);
  }

  @Get('lifecycles/:lifecycleId/versions/:version/migrations')
  @Permission('lifecycles.change')
  @ApiOperation({ summary: 'Migrations to a version and their undoings, latest first' })
  @ApiOkResponse({ type: MigrationsView })
  @VERSION_PARAMETERS
  @NOT_SIGNED_IN
  async ofVersion(
    @CurrentActor() actor: Actor,
    @Param('lifecycleId') lifecycleId: string,
    @Param('version') version: string,
  ): Promise<MigrationsView> {
    const found = await this.migrations.ofVersion(actor, referenceFrom(lifecycleId, version));
    return { items: found.map(toView) };
  }

  @Get('lifecycle-migrations/:migrationId')
  @Permission('lifecycles.change')
  @ApiOperation({ summary: 'How far a migration has come' })
  @ApiOkResponse({ type: MigrationView })
  @ChangeRead('migrationId')
  async read(
    @CurrentActor() actor: Actor,
    @Param('migrationId', ChangeIdPipe) migrationId: string,
  ): Promise<MigrationView> {
    return toView(await this.migrations.one(actor, migrationId));
  }

  @Get('lifecycle-migrations/:migrationId/cases')
  @Permission('lifecycles.change')
  @ApiOperation({ summary: 'What became of each case, as far as you may see it' })
  @ApiOkResponse({ type: MigratedCasesView })
  @ChangeRead('migrationId')
  @INVALID_REQUEST
  async cases(
    @CurrentActor() actor: Actor,
    @Param('migrationId', ChangeIdPipe) migrationId: string,
    @Query() { outcome, after, limit = PAGE_SIZE }: MigratedCasesQuery,
  ): Promise<MigratedCasesView> {
    const found = await this.migrations.cases(actor, migrationId, {
      outcome: outcome ?? null,
      after: after ?? null,
      limit: limit + 1,
    });
    const items = found.slice(0, limit).map((line) => ({ ...line, doneAt: line.doneAt?.toISOString() ?? null }));
    return { items, nextAfter: found.length > limit ? (items.at(-1)?.caseId ?? null) : null };
  }

  @Post('lifecycle-migrations/:migrationId/undoings')
  @Permission('lifecycles.change')
  @HttpCode(202)
  @ApiOperation({ summary: 'Take a migration back, for each case on which nobody has acted since' })
  @ChangeOrdered(MigrationView)
  @UNDOING_ORDER
  @ApiRepeatable()
  async undo(
    @CurrentActor() actor: Actor,
    @RepeatableCall() repeatable: Repeatable | null,
    @Param('migrationId', ChangeIdPipe) changeId: string,
    @Body() body: UndoingBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MigrationView> {
    const { id } = await this.orderMigration.undo(
      actor,
      { changeId, references: body.cases ?? null, reason: body.reason },
      repeatable,
    );
    return this.ordered(actor, id, reply);
  }

  private async ordered(actor: Actor, id: string, reply: FastifyReply): Promise<MigrationView> {
    reply.header('location', `/api/v1/lifecycle-migrations/${id}`);
    return toView(await this.migrations.one(actor, id));
  }
}

function toView(progress: MigrationProgress): MigrationView {
  return {
    ...progress,
    requestedAt: progress.requestedAt.toISOString(),
    finishedAt: progress.finishedAt?.toISOString() ?? null,
  };
}
