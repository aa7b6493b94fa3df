import { type Actor, type CalendarChanged, CalendarNotFound, CalendarRegister, ChangeCalendar } from '#libs/domain';
import { CalendarList } from '#libs/infrastructure';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiExtraModels, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { entityTag, SeenVersion } from '../http/entity-tag.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import {
  CalendarBody,
  CalendarListView,
  CalendarRehearsalBody,
  CalendarVersionList,
  CalendarView,
} from './calendar.dto.js';
import { CalendarImpactView, CalendarPublishedView, EffectCountsView, toImpactView } from './calendar-impact.dto.js';
import { calendarKey } from './calendar-key.js';
import { toCalendarItem, toCalendarView, toVersionView } from './calendar-views.js';
import { CALENDAR_NOT_FOUND, CALENDAR_PARAMETERS, CalendarChange } from './calendar-documentation.js';
import { CalendarsQuery } from './calendars-query.dto.js';

@ApiTags('calendars')
@ApiBearerAuth('session')
@ApiExtraModels(EffectCountsView)
@Controller('calendars')
export class CalendarsController {
  constructor(
    @Inject(CalendarRegister) private readonly register: CalendarRegister,
    @Inject(CalendarList) private readonly calendars: CalendarList,
    @Inject(ChangeCalendar) private readonly changeCalendar: ChangeCalendar,
  ) {}

  @Get()
  @Permission('calendars.read')
  @ApiOperation({
    summary: 'Calendars of offices and States’ capitals, with a warning for each year whose holidays are not known',
  })
  @ApiOkResponse({ type: CalendarListView })
  @NOT_SIGNED_IN
  async list(@Query() query: CalendarsQuery): Promise<CalendarListView> {
    const found = await this.calendars.all(query.kind ?? null);
    const now = await this.calendars.now();
    const items = found.map((calendar) => toCalendarItem(calendar, now));
    return { items: query.warnings === 'only' ? items.filter(({ warnings }) => warnings.length > 0) : items };
  }

  @Get(':kind/:code')
  @Permission('calendars.read')
  @ApiOperation({ summary: 'One calendar: zone, windows, holidays, special dates, and what they rest on' })
  @CALENDAR_PARAMETERS
  @ApiOkResponse({ type: CalendarView, headers: { ETag: { schema: { type: 'string' }, example: '"v3"' } } })
  @NOT_SIGNED_IN
  @CALENDAR_NOT_FOUND
  async read(
    @Param('kind') kind: string,
    @Param('code') code: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CalendarView> {
    const found = await this.register.find(calendarKey(kind, code));
    if (!found) throw new CalendarNotFound();
    reply.header('etag', entityTag(found.calendar.version));
    return toCalendarView(found.calendar, found.now);
  }

  @Get(':kind/:code/versions')
  @Permission('calendars.read')
  @ApiOperation({ summary: 'Every version of a calendar, latest first, with who published it and why' })
  @CALENDAR_PARAMETERS
  @ApiOkResponse({ type: CalendarVersionList })
  @NOT_SIGNED_IN
  @CALENDAR_NOT_FOUND
  async versions(@Param('kind') kind: string, @Param('code') code: string): Promise<CalendarVersionList> {
    const versions = await this.register.versions(calendarKey(kind, code));
    if (versions.length === 0) throw new CalendarNotFound();
    return { items: versions.map(toVersionView) };
  }

  @Post(':kind/:code/rehearsals')
  @Permission('calendars.change')
  @HttpCode(200)
  @ApiOperation({ summary: 'What a changed calendar would do to live deadlines; nothing is changed' })
  @CALENDAR_PARAMETERS
  @ApiOkResponse({ type: CalendarImpactView })
  @CalendarChange('/calendar')
  async rehearse(
    @CurrentActor() actor: Actor,
    @Param('kind') kind: string,
    @Param('code') code: string,
    @Body() body: CalendarRehearsalBody,
  ): Promise<CalendarImpactView> {
    const edit = { kind: 'edit', document: body.calendar } as const;
    return toImpactView(
      await this.changeCalendar.rehearse(actor, { key: calendarKey(kind, code), basedOnVersion: null, edit }),
    );
  }

  @Put(':kind/:code')
  @Permission('calendars.change')
  @ApiOperation({ summary: 'Publish a changed calendar; live deadlines are recomputed in the background' })
  @CALENDAR_PARAMETERS
  @ApiOkResponse({
    type: CalendarPublishedView,
    description: 'Published (or the same already); no live deadline counts on it',
  })
  @ApiResponse({
    status: 202,
    type: CalendarPublishedView,
    description: 'Published; the address of the background work is in Location',
  })
  @CalendarChange('/calendar')
  @ApiProblem(
    412,
    'sla.calendar_changed',
    'Another version of this calendar has been published since the one you saw',
    { presentVersion: 4 },
  )
  @ApiProblem(428, 'http.if_match_missing', 'This request must say in If-Match which version you have seen')
  async change(
    @CurrentActor() actor: Actor,
    @Param('kind') kind: string,
    @Param('code') code: string,
    @SeenVersion() basedOnVersion: number,
    @Body() body: CalendarBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const edit = { kind: 'edit', document: body.calendar } as const;
    const key = calendarKey(kind, code);
    const changed = await this.changeCalendar.apply(actor, { key, basedOnVersion, edit, reason: body.reason });
    await answerPublished(reply, changed);
  }
}

/** 202 with the address of the background work where there is some. */
export async function answerPublished(reply: FastifyReply, changed: CalendarChanged): Promise<void> {
  const replayId = changed.changed ? changed.replayId : null;
  const view: CalendarPublishedView = { version: changed.version, changed: changed.changed, replayId };
  if (replayId !== null) reply.header('location', `/api/v1/calendar-replays/${replayId}`);
  await reply
    .status(replayId === null ? 200 : 202)
    .header('etag', entityTag(changed.version))
    .send(view);
}
