import { ReferenceData } from '#libs/domain';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { provide } from '../wiring/provide.js';
import { PostgresReferenceData } from './postgres-reference-data.js';
import { ReferenceLists } from './reference-lists.js';

@Module({
  providers: [provide(PostgresReferenceData, [DataSource], ReferenceData), provide(ReferenceLists, [DataSource])],
  exports: [ReferenceData, ReferenceLists],
})
export class ReferenceDataModule {}
