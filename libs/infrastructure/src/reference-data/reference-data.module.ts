import { ReferenceData, ReferenceSettings, SettleLeadOffice, SettleStateGroup } from '#libs/domain';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { provide } from '../wiring/provide.js';
import { PostgresReferenceData } from './postgres-reference-data.js';
import { PostgresReferenceSettings } from './postgres-reference-settings.js';
import { ReferenceLists } from './reference-lists.js';

@Module({
  providers: [
    provide(PostgresReferenceData, [DataSource], ReferenceData),
    provide(PostgresReferenceSettings, [DataSource], ReferenceSettings),
    provide(SettleStateGroup, [ReferenceData, ReferenceSettings]),
    provide(SettleLeadOffice, [ReferenceData, ReferenceSettings]),
    provide(ReferenceLists, [DataSource]),
  ],
  exports: [ReferenceData, ReferenceLists, SettleStateGroup, SettleLeadOffice],
})
export class ReferenceDataModule {}
