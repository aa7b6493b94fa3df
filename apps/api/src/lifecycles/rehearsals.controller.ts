import { type Actor, OrderRehearsal } from '#libs/domain';
import { RehearsalList, type RehearsalReport } from '#libs/infrastructure';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { INVALID_REQUEST } from '../cases/api-descriptions.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import { RehearsalBody, RehearsedCasesQuery } from './change.dto.js';
import { ChangeOrdered, ChangeRead, REHEARSAL_ORDER } from './change-documentation.js';
import { ChangeIdPipe, referenceFrom } from './lifecycle-reference.js';
import { RehearsalFiguresView, RehearsalView, RehearsedCasesView } from './rehearsal-views.dto.js';

const PAGE_SIZE = 50;

@ApiTags('lifecycles')
@ApiBearerAuth('session')
@ApiExtraModels(RehearsalFiguresView)
@Controller()
export class RehearsalsController {
  constructor(
    @Inject(OrderRehearsal) private readonly orderRehearsal: OrderRehearsal,
    @Inject(RehearsalList) private readonly rehearsals: RehearsalList,
  ) {}

  @Post('lifecycles/:lifecycleId/versions/:version/rehearsals')
  @Permission('lifecycles.change')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Find out what would become of live cases under a version, published or only proposed; no case is changed',
  })
  @ChangeOrdered(RehearsalView)
  @REHEARSAL_ORDER
  async order(
    @CurrentActor() actor: Actor,
    @Param('lifecycleId') lifecycleId: string,
    @Param('version') version: string,
    @Body() body: RehearsalBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RehearsalView> {
    const to = referenceFrom(lifecycleId, version);
    const id = await this.orderRehearsal.execute(actor, { to, from: body.from ?? null, stateMap: body.stateMap ?? {} });
    reply.header('location', `/api/v1/lifecycle-rehearsals/${id}`);
    return toView(await this.rehearsals.report(actor, id));
  }

  @Get('lifecycle-rehearsals/:rehearsalId')
  @Permission('lifecycles.change')
  @ApiOperation({ summary: 'How far a rehearsal has come, and what it has found so far' })
  @ApiOkResponse({ type: RehearsalView })
  @ChangeRead('rehearsalId')
  async read(
    @CurrentActor() actor: Actor,
    @Param('rehearsalId', ChangeIdPipe) rehearsalId: string,
  ): Promise<RehearsalView> {
    return toView(await this.rehearsals.report(actor, rehearsalId));
  }

  @Get('lifecycle-rehearsals/:rehearsalId/cases')
  @Permission('lifecycles.change')
  @ApiOperation({ summary: 'The cases behind a figure, as far as you may see them' })
  @ApiOkResponse({ type: RehearsedCasesView })
  @ChangeRead('rehearsalId')
  @INVALID_REQUEST
  async cases(
    @CurrentActor() actor: Actor,
    @Param('rehearsalId', ChangeIdPipe) rehearsalId: string,
    @Query() { effect = 'touched', after, limit = PAGE_SIZE }: RehearsedCasesQuery,
  ): Promise<RehearsedCasesView> {
    const found = await this.rehearsals.cases(actor, rehearsalId, { effect, after: after ?? null, limit: limit + 1 });
    const items = found.slice(0, limit);
    return { items, nextAfter: found.length > limit ? (items.at(-1)?.caseId ?? null) : null };
  }
}

function toView(report: RehearsalReport): RehearsalView {
  return {
    ...report,
    requestedAt: report.requestedAt.toISOString(),
    finishedAt: report.finishedAt?.toISOString() ?? null,
  };
}
