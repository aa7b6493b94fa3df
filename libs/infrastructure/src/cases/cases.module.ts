import {
  ActOnCase,
  BeginRequest,
  CalendarRegister,
  CatchUpClocks,
  ChangeCalendar,
  ClocksOfCase,
  EditRequest,
  ExplainClocks,
  FireClock,
  FireDueClock,
  Identifiers,
  ListTransitions,
  LiveClocks,
  MigrateCase,
  OrderMigration,
  OrderRehearsal,
  PeopleDirectory,
  PerformTransition,
  ReferenceData,
  RehearseCalendar,
  RehearseCases,
  UnitOfWork,
  WorkCalendars,
  WorkflowCatalog,
} from '#libs/domain';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UuidIdentifiers } from '../identifiers/uuid-identifiers.js';
import { LifecyclesModule } from '../lifecycles/lifecycles.module.js';
import { PeopleModule } from '../people/people.module.js';
import { ReferenceDataModule } from '../reference-data/reference-data.module.js';
import { SlaModule } from '../sla/sla.module.js';
import { provide } from '../wiring/provide.js';
import { CaseList } from './case-list.js';
import { CaseReader } from './case-reader.js';

@Module({
  imports: [LifecyclesModule, PeopleModule, ReferenceDataModule, SlaModule],
  providers: [
    provide(UuidIdentifiers, [], Identifiers),
    provide(ClocksOfCase, [WorkCalendars]),
    provide(ActOnCase, [WorkflowCatalog, ReferenceData, PeopleDirectory, ClocksOfCase]),
    provide(BeginRequest, [UnitOfWork, WorkflowCatalog, ReferenceData, Identifiers, ClocksOfCase]),
    provide(EditRequest, [UnitOfWork, WorkflowCatalog, ReferenceData]),
    provide(PerformTransition, [UnitOfWork, WorkflowCatalog, ActOnCase]),
    provide(ListTransitions, [WorkflowCatalog, ReferenceData]),
    provide(FireDueClock, [UnitOfWork, WorkflowCatalog, ActOnCase, ClocksOfCase], FireClock),
    provide(CatchUpClocks, [UnitOfWork, WorkflowCatalog, ClocksOfCase]),
    provide(RehearseCalendar, [LiveClocks, WorkCalendars, WorkflowCatalog]),
    provide(ChangeCalendar, [CalendarRegister, RehearseCalendar]),
    provide(ExplainClocks, [WorkflowCatalog, WorkCalendars]),
    provide(OrderRehearsal, [UnitOfWork, WorkflowCatalog, Identifiers]),
    provide(RehearseCases, [WorkflowCatalog, WorkCalendars, ClocksOfCase]),
    provide(OrderMigration, [UnitOfWork, WorkflowCatalog, Identifiers]),
    provide(MigrateCase, [UnitOfWork, WorkflowCatalog, ClocksOfCase]),
    provide(CaseList, [DataSource]),
    provide(CaseReader, [DataSource]),
  ],
  exports: [
    BeginRequest,
    CaseList,
    CaseReader,
    CatchUpClocks,
    ChangeCalendar,
    EditRequest,
    ExplainClocks,
    FireClock,
    Identifiers,
    LifecyclesModule,
    ListTransitions,
    MigrateCase,
    OrderMigration,
    OrderRehearsal,
    PerformTransition,
    RehearseCases,
  ],
})
export class CasesModule {}
