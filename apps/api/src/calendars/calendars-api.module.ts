import { CasesModule, SlaModule } from '#libs/infrastructure';
import { Module } from '@nestjs/common';
import { CalendarsController } from './calendars.controller.js';
import { HolidaysController } from './holidays.controller.js';
import { ReplaysController } from './replays.controller.js';

/** Calendars over HTTP: reading, rehearsing, publishing, and following what a change does to live deadlines. */
@Module({
  imports: [CasesModule, SlaModule],
  controllers: [CalendarsController, HolidaysController, ReplaysController],
})
export class CalendarsApiModule {}
