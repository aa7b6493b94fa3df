import { CaseHistories, ExplainClocks, ReportPromises } from '#libs/domain';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CasesModule } from '../cases/cases.module.js';
import { provide } from '../wiring/provide.js';
import { PostgresCaseHistories } from './postgres-case-histories.js';

@Module({
  imports: [CasesModule],
  providers: [
    provide(PostgresCaseHistories, [DataSource], CaseHistories),
    provide(ReportPromises, [CaseHistories, ExplainClocks]),
  ],
  exports: [ReportPromises],
})
export class ReportsModule {}
