import {
  BreakTheGlass,
  ChangeReaders,
  OpenCase,
  SetSensitivity,
  SignInAttempts,
  StrictCases,
  UnitOfWork,
} from '#libs/domain';
import { type DynamicModule, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PostgresSignInAttempts } from '../people/postgres-sign-in-attempts.js';
import { provide } from '../wiring/provide.js';
import { CaseReaders } from './case-readers.js';
import { PostgresStrictCases } from './postgres-strict-cases.js';

/** Who may read a case, who did, and what it takes. Needs the global `DatabaseModule`. */
@Module({})
export class AccessModule {
  static with(settings: { readonly strictNeedsSecondFactor: boolean }): DynamicModule {
    return {
      module: AccessModule,
      providers: [
        provide(PostgresSignInAttempts, [DataSource], SignInAttempts),
        provide(PostgresStrictCases, [DataSource], StrictCases),
        provide(CaseReaders, [DataSource]),
        provide(SetSensitivity, [UnitOfWork]),
        provide(ChangeReaders, [UnitOfWork]),
        provide(BreakTheGlass, [UnitOfWork, SignInAttempts]),
        {
          provide: OpenCase,
          inject: [UnitOfWork, StrictCases],
          useFactory: (unitOfWork: UnitOfWork, strictCases: StrictCases) =>
            new OpenCase(unitOfWork, strictCases, settings.strictNeedsSecondFactor),
        },
      ],
      exports: [CaseReaders, SetSensitivity, ChangeReaders, BreakTheGlass, OpenCase],
    };
  }
}
