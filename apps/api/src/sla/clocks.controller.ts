import { type Actor, ExplainClocks, unknownHolidays } from '#libs/domain';
import { CalendarList, CaseReader } from '#libs/infrastructure';
import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CASE_NOT_FOUND, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { CaseIdPipe } from '../cases/case-id.pipe.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import { CaseClocksView } from './clock.dto.js';
import { toCaseClocksView } from './clock-views.js';

@ApiTags('clocks')
@ApiBearerAuth('session')
@Controller('cases/:caseId/clocks')
export class ClocksController {
  constructor(
    @Inject(CaseReader) private readonly caseReader: CaseReader,
    @Inject(CalendarList) private readonly calendars: CalendarList,
    @Inject(ExplainClocks) private readonly explainClocks: ExplainClocks,
  ) {}

  @Get()
  @Permission('cases.read')
  @ApiOperation({ summary: 'Every due time of a case, explained line by line, and who held the ball how long' })
  @ApiParam({ name: 'caseId', format: 'uuid' })
  @ApiOkResponse({ type: CaseClocksView })
  @NOT_SIGNED_IN
  @CASE_NOT_FOUND
  async clocks(@CurrentActor() actor: Actor, @Param('caseId', CaseIdPipe) caseId: string): Promise<CaseClocksView> {
    // History first: its last entry is then never later than the instant the clocks are told at.
    const history = await this.caseReader.wholeHistory(actor, caseId);
    const { record, now } = await this.caseReader.readAt(actor, caseId);
    const explained = await this.explainClocks.execute(record, history, now);
    return toCaseClocksView(explained, unknownHolidays(explained.clocks, await this.calendars.holidayYears()), now);
  }
}
