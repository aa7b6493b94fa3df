import { ReferenceData, WorkCalendars } from '#libs/domain';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ReferenceDataModule } from '../reference-data/reference-data.module.js';
import { provide } from '../wiring/provide.js';
import { OfficeWeekCalendars } from './office-week-calendars.js';

@Module({ imports: [ReferenceDataModule], providers: [provide(OfficeWeekCalendars, [DataSource, ReferenceData], WorkCalendars)], exports: [WorkCalendars] })
export class SlaModule {}
