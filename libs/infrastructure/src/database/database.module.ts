import { UnitOfWork } from '#libs/domain';
import { type DynamicModule, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { provide } from '../wiring/provide.js';
import { PostgresUnitOfWork } from './postgres-unit-of-work.js';

/**
 * Gives every room the data source and the unit of work. The composition root passes a data source that may not
 * be connected yet: a process must come up (live, not ready) while the database is away.
 */
@Module({})
export class DatabaseModule {
  static with(dataSource: DataSource): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [{ provide: DataSource, useValue: dataSource }, provide(PostgresUnitOfWork, [DataSource], UnitOfWork)],
      exports: [DataSource, UnitOfWork],
    };
  }
}
