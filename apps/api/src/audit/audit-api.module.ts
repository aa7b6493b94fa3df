import { CaseExtracts, DataSource, provide } from '#libs/infrastructure';
import { Module } from '@nestjs/common';
import { CaseExtractsController } from './case-extracts.controller.js';

/** What can be taken away and checked elsewhere. */
@Module({ controllers: [CaseExtractsController], providers: [provide(CaseExtracts, [DataSource])] })
export class AuditApiModule {}
