import {
  ActOnCase,
  BeginRequest,
  CalendarRegister,
  CatchUpClocks,
  ChangeCalendar,
  ChangeLimits,
  ClocksOfCase,
  EditRequest,
  ExplainClocks,
  FireClock,
  FireDueClock,
  Identifiers,
  LimitPolicies,
  ListTransitions,
  LiveClocks,
  MigrateCase,
  OrderMigration,
  OrderRehearsal,
  PeopleDirectory,
  PerformTransition,
  PolicyRegister,
  ReferenceData,
  RehearseCalendar,
  RehearseCases,
  RehearsePolicy,
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
    provide(ClocksOfCase, [WorkCalendars, LimitPolicies]),
    provide(ActOnCase, [WorkflowCatalog, ReferenceData, PeopleDirectory, ClocksOfCase]),
    provide(BeginRequest, [UnitOfWork, WorkflowCatalog, ReferenceData, Identifiers, ClocksOfCase]),
    provide(EditRequest, [UnitOfWork, WorkflowCatalog, ReferenceData, ClocksOfCase]),
    provide(PerformTransition, [UnitOfWork, WorkflowCatalog, ActOnCase]),
    provide(ListTransitions, [WorkflowCatalog, ReferenceData]),
    provide(FireDueClock, [UnitOfWork, WorkflowCatalog, ActOnCase, ClocksOfCase], FireClock),
    provide(CatchUpClocks, [UnitOfWork, WorkflowCatalog, ClocksOfCase]),
    provide(RehearseCalendar, [LiveClocks, WorkCalendars, LimitPolicies, WorkflowCatalog]),
    provide(ChangeCalendar, [CalendarRegister, RehearseCalendar]),
    provide(RehearsePolicy, [LiveClocks, WorkCalendars, LimitPolicies, WorkflowCatalog]),
    provide(ChangeLimits, [PolicyRegister, RehearsePolicy, WorkflowCatalog, ReferenceData, Identifiers]),
    provide(ExplainClocks, [WorkflowCatalog, WorkCalendars, LimitPolicies]),
    provide(OrderRehearsal, [UnitOfWork, WorkflowCatalog, Identifiers]),
    provide(RehearseCases, [WorkflowCatalog, WorkCalendars, LimitPolicies, ClocksOfCase]),
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
    ChangeLimits,
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
