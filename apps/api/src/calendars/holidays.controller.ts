import { type Actor, type CalendarEdit, ChangeCalendar, HolidaysNotGiven } from '#libs/domain';
import { readHolidayFile } from '#libs/infrastructure';
import { Body, Controller, HttpCode, Inject, Param, ParseIntPipe, Post, Put, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { SeenVersion } from '../http/entity-tag.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import { HolidaysBody, HolidaysRehearsalBody } from './calendar.dto.js';
import { CALENDAR_PARAMETERS, CalendarChange } from './calendar-documentation.js';
import { CalendarImpactView, CalendarPublishedView, toImpactView } from './calendar-impact.dto.js';
import { calendarKey } from './calendar-key.js';
import { answerPublished } from './calendars.controller.js';

const YEAR = ApiParam({ name: 'year', example: 2027, schema: { type: 'integer' } });

/** The holidays of one office or State and one year, as a list or as the text of a file. */
@ApiTags('calendars')
@ApiBearerAuth('session')
@Controller('calendars/:kind/:code/holidays/:year')
export class HolidaysController {
  constructor(@Inject(ChangeCalendar) private readonly changeCalendar: ChangeCalendar) {}

  @Post('rehearsals')
  @Permission('calendars.change')
  @HttpCode(200)
  @ApiOperation({ summary: 'What these holidays would do to live deadlines; nothing is changed' })
  @CALENDAR_PARAMETERS
  @YEAR
  @ApiOkResponse({ type: CalendarImpactView })
  @CalendarChange('/holidays')
  async rehearse(
    @CurrentActor() actor: Actor,
    @Param('kind') kind: string,
    @Param('code') code: string,
    @Param('year', ParseIntPipe) year: number,
    @Body() body: HolidaysRehearsalBody,
  ): Promise<CalendarImpactView> {
    const edit = holidaysOf(body, year, '');
    return toImpactView(
      await this.changeCalendar.rehearse(actor, { key: calendarKey(kind, code), basedOnVersion: null, edit }),
    );
  }

  @Put()
  @Permission('calendars.change')
  @ApiOperation({ summary: 'Load all holidays of a year; those loaded for it before are replaced, other years stay' })
  @CALENDAR_PARAMETERS
  @YEAR
  @ApiOkResponse({
    type: CalendarPublishedView,
    description: 'Published (or the same already); no live deadline counts on it',
  })
  @ApiResponse({
    status: 202,
    type: CalendarPublishedView,
    description: 'Published; the address of the background work is in Location',
  })
  @CalendarChange('/holidays')
  @ApiProblem(
    412,
    'sla.calendar_changed',
    'Another version of this calendar has been published since the one you saw',
    { presentVersion: 4 },
  )
  @ApiProblem(428, 'http.if_match_missing', 'This request must say in If-Match which version you have seen')
  async load(
    @CurrentActor() actor: Actor,
    @Param('kind') kind: string,
    @Param('code') code: string,
    @Param('year', ParseIntPipe) year: number,
    @SeenVersion() basedOnVersion: number,
    @Body() body: HolidaysBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const edit = holidaysOf(body, year, body.source);
    const key = calendarKey(kind, code);
    await answerPublished(
      reply,
      await this.changeCalendar.apply(actor, { key, basedOnVersion, edit, reason: body.reason }),
    );
  }
}

/** @throws HolidaysNotGiven, HolidayFileNotReadable */
function holidaysOf({ holidays, content }: HolidaysRehearsalBody, year: number, source: string): CalendarEdit {
  if ((holidays === undefined) === (content === undefined)) throw new HolidaysNotGiven();
  const list = holidays ?? readHolidayFile(content ?? '', year).holidays;
  return { kind: 'holidays', year, holidays: list.map(({ date, name }) => ({ date, name })), source };
}
