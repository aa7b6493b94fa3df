import { CalendarRegister, LiveClocks, WorkCalendars } from '#libs/domain';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { provide } from '../wiring/provide.js';
import { CalendarList } from './calendars/calendar-list.js';
import { PostgresCalendarRegister } from './calendars/postgres-calendar-register.js';
import { PostgresLiveClocks } from './calendars/postgres-live-clocks.js';
import { PublishedCalendars } from './calendars/published-calendars.js';

@Module({
  providers: [
    provide(PublishedCalendars, [DataSource], WorkCalendars),
    provide(PostgresCalendarRegister, [DataSource], CalendarRegister),
    provide(CalendarList, [DataSource]),
    provide(PostgresLiveClocks, [DataSource], LiveClocks),
  ],
  exports: [CalendarList, WorkCalendars, CalendarRegister, LiveClocks],
})
export class SlaModule {}
