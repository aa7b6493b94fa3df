import { CalendarRegister, LimitPolicies, LiveClocks, PolicyRegister, WorkCalendars } from '#libs/domain';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { provide } from '../wiring/provide.js';
import { CalendarList } from './calendars/calendar-list.js';
import { PostgresCalendarRegister } from './calendars/postgres-calendar-register.js';
import { PostgresLiveClocks } from './calendars/postgres-live-clocks.js';
import { PublishedCalendars } from './calendars/published-calendars.js';
import { PostgresPolicyRegister } from './policies/postgres-policy-register.js';
import { PublishedPolicies } from './policies/published-policies.js';
import { ReplayList } from './replay-list.js';

@Module({
  providers: [
    provide(PublishedCalendars, [DataSource], WorkCalendars),
    provide(PostgresCalendarRegister, [DataSource], CalendarRegister),
    provide(CalendarList, [DataSource]),
    provide(PostgresLiveClocks, [DataSource], LiveClocks),
    provide(PublishedPolicies, [DataSource], LimitPolicies),
    provide(PostgresPolicyRegister, [DataSource], PolicyRegister),
    provide(ReplayList, [DataSource]),
  ],
  exports: [CalendarList, CalendarRegister, LimitPolicies, LiveClocks, PolicyRegister, ReplayList, WorkCalendars],
})
export class SlaModule {}
