import { type Actor, mayChangeCalendar, ReplayNotFound } from '#libs/domain';
import { ReplayList } from '#libs/infrastructure';
import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import { ReplayView } from './calendar-impact.dto.js';
import { toReplayView } from './calendar-views.js';

@ApiTags('calendars')
@ApiBearerAuth('session')
@Controller('calendar-replays')
export class ReplaysController {
  constructor(@Inject(ReplayList) private readonly replays: ReplayList) {}

  @Get(':replayId')
  @Permission('calendars.read')
  @ApiOperation({ summary: 'How far the recomputation of live deadlines after a changed calendar has come' })
  @ApiParam({ name: 'replayId', format: 'uuid' })
  @ApiOkResponse({ type: ReplayView })
  @NOT_SIGNED_IN
  @ApiProblem(404, 'sla.replay_not_found', 'There is no such work, or you may not see it')
  async progress(@CurrentActor() actor: Actor, @Param('replayId') replayId: string): Promise<ReplayView> {
    const replay = isUUID(replayId) ? await this.replays.ofCalendar(replayId) : undefined;
    // Counts of cases are for those who could change the calendar.
    if (!replay || !mayChangeCalendar(actor, replay.key)) throw new ReplayNotFound();
    return toReplayView(replay);
  }
}
