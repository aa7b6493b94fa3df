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
  ],
  exports: [WorkflowCatalog, ProposeLifecycle, PublishLifecycle, LifecycleList],
})
export class LifecyclesModule {}
