import { AuditReader, CaseExtracts, DataSource, provide } from '#libs/infrastructure';
import { Module } from '@nestjs/common';
import { AuditTrailController } from './audit-trail.controller.js';
import { CaseExtractsController } from './case-extracts.controller.js';

/** What can be taken away and checked elsewhere, and what auditors read. */
@Module({
  controllers: [CaseExtractsController, AuditTrailController],
  providers: [provide(CaseExtracts, [DataSource]), provide(AuditReader, [DataSource])],
})
export class AuditApiModule {}
