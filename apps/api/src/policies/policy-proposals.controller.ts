import { type Actor, ChangeLimits, mayChangeLimits, PolicyRegister, ReplayNotFound } from '#libs/domain';
import { ReplayList } from '#libs/infrastructure';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CalendarImpactView, PolicyReplayView, toImpactView } from '../calendars/calendar-impact.dto.js';
import { INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import {
  PolicyProposalBody,
  PolicyProposalList,
  PolicyProposalReference,
  PolicyProposalsQuery,
  PolicyPublishedView,
} from './policy.dto.js';
import {
  AREA_NOT_FOUND,
  BEYOND_HORIZON,
  LIMITS_CHANGE,
  LIMITS_NOT_VALID,
  PROPOSAL,
  PROPOSAL_NOT_FOUND,
  PROPOSAL_OUTDATED,
} from './policy-documentation.js';
import { toProposalView } from './policy-views.js';

/** Limits are proposed by one person and put in force by another. */
@ApiTags('policies')
@ApiBearerAuth('session')
@Controller()
export class PolicyProposalsController {
  constructor(
    @Inject(ChangeLimits) private readonly changeLimits: ChangeLimits,
    @Inject(PolicyRegister) private readonly register: PolicyRegister,
    @Inject(ReplayList) private readonly replays: ReplayList,
  ) {}

  @Get('policy-proposals')
  @Permission('settings.read')
  @ApiOperation({
    summary: 'Limits that were proposed and wait for another person; nothing for those who may not decide',
  })
  @ApiOkResponse({ type: PolicyProposalList })
  @NOT_SIGNED_IN
  @INVALID_REQUEST
  async list(@CurrentActor() actor: Actor, @Query() query: PolicyProposalsQuery): Promise<PolicyProposalList> {
    if (!mayChangeLimits(actor)) return { items: [] };
    return { items: (await this.register.proposals(query.area ?? null)).map(toProposalView) };
  }

  @Post('policy-proposals')
  @Permission('settings.change')
  @ApiOperation({
    summary: 'Propose limits for an area; nothing counts by them until another person puts them in force',
  })
  @ApiCreatedResponse({ type: PolicyProposalReference })
  @LIMITS_CHANGE
  @AREA_NOT_FOUND
  @ApiProblem(409, 'sla.policy_says_the_same', 'These are the limits in force; there is nothing to propose')
  @LIMITS_NOT_VALID
  @INVALID_REQUEST
  async propose(@CurrentActor() actor: Actor, @Body() body: PolicyProposalBody): Promise<PolicyProposalReference> {
    return { id: await this.changeLimits.propose(actor, body) };
  }

  @Post('policy-proposals/:proposalId/rehearsals')
  @Permission('settings.change')
  @HttpCode(200)
  @ApiOperation({ summary: 'What a proposal would do to live deadlines now; nothing is changed' })
  @PROPOSAL
  @ApiOkResponse({ type: CalendarImpactView })
  @LIMITS_CHANGE
  @PROPOSAL_NOT_FOUND
  @PROPOSAL_OUTDATED
  @BEYOND_HORIZON
  async rehearse(@CurrentActor() actor: Actor, @Param('proposalId') id: string): Promise<CalendarImpactView> {
    return toImpactView(await this.changeLimits.rehearseProposal(actor, id));
  }

  @Post('policy-proposals/:proposalId/publication')
  @Permission('settings.change')
  @ApiOperation({ summary: 'Put the proposal of another in force; live deadlines are recomputed in the background' })
  @PROPOSAL
  @ApiOkResponse({ type: PolicyPublishedView, description: 'In force; the area has no live deadline' })
  @ApiResponse({
    status: 202,
    type: PolicyPublishedView,
    description: 'In force; the address of the background work is in Location',
  })
  @LIMITS_CHANGE
  @ApiProblem(
    403,
    'sla.policy_four_eyes',
    'Whoever proposed limits cannot put them in force; ask another administrator or manager at headquarters',
  )
  @PROPOSAL_NOT_FOUND
  @PROPOSAL_OUTDATED
  async publish(
    @CurrentActor() actor: Actor,
    @Param('proposalId') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const published: PolicyPublishedView = await this.changeLimits.putInForce(actor, id);
    if (published.replayId !== null) reply.header('location', `/api/v1/policy-replays/${published.replayId}`);
    await reply.status(published.replayId === null ? 200 : 202).send(published);
  }

  @Post('policy-proposals/:proposalId/withdrawal')
  @Permission('settings.change')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a proposal off the table' })
  @PROPOSAL
  @ApiNoContentResponse({ description: 'Withdrawn' })
  @LIMITS_CHANGE
  @PROPOSAL_NOT_FOUND
  async withdraw(@CurrentActor() actor: Actor, @Param('proposalId') id: string): Promise<void> {
    await this.changeLimits.withdraw(actor, id);
  }

  @Get('policy-replays/:replayId')
  @Permission('settings.read')
  @ApiOperation({ summary: 'How far the recomputation of live deadlines after changed limits has come' })
  @ApiParam({ name: 'replayId', format: 'uuid' })
  @ApiOkResponse({ type: PolicyReplayView })
  @NOT_SIGNED_IN
  @ApiProblem(404, 'sla.replay_not_found', 'There is no such work, or you may not see it')
  async progress(@CurrentActor() actor: Actor, @Param('replayId') id: string): Promise<PolicyReplayView> {
    const replay = isUUID(id) && mayChangeLimits(actor) ? await this.replays.ofPolicy(id) : undefined;
    if (!replay) throw new ReplayNotFound();
    const { requestedAt, finishedAt, ...progress } = replay;
    return {
      ...progress,
      requestedAt: requestedAt.toISOString(),
      finishedAt: finishedAt?.toISOString() ?? null,
    };
  }
}
