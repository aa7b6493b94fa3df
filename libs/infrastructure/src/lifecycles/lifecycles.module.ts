import {
  DefinitionReader,
  ProposeLifecycle,
  PublishLifecycle,
  ReferenceData,
  UnitOfWork,
  WorkflowCatalog,
} from '#libs/domain';
import { CaseDefinitionReader } from '#libs/lifecycles';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ReferenceDataModule } from '../reference-data/reference-data.module.js';
import { provide } from '../wiring/provide.js';
import { MigrationList } from './changing/migration-list.js';
import { RehearsalList } from './changing/rehearsal-list.js';
import { LifecycleList } from './lifecycle-list.js';
import { PublishedWorkflows } from './published-workflows.js';

@Module({
  imports: [ReferenceDataModule],
  providers: [
    provide(PublishedWorkflows, [DataSource], WorkflowCatalog),
    provide(CaseDefinitionReader, [], DefinitionReader),
    provide(ProposeLifecycle, [UnitOfWork, DefinitionReader, ReferenceData]),
    provide(PublishLifecycle, [UnitOfWork]),
    provide(LifecycleList, [DataSource]),
    provide(RehearsalList, [DataSource]),
    provide(MigrationList, [DataSource]),
  ],
  exports: [WorkflowCatalog, ProposeLifecycle, PublishLifecycle, LifecycleList, RehearsalList, MigrationList],
})
export class LifecyclesModule {}
