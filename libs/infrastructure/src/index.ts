export { type Configuration, InvalidConfiguration, readConfiguration } from './configuration/configuration.js';
export { createDataSource } from './database/data-source.js';
export { DatabaseModule } from './database/database.module.js';
export { keepConnected } from './database/keep-connected.js';
export { pendingMigrations } from './database/pending-migrations.js';
export { migrate } from './database/migrate.js';
export { rows, type Sql } from './database/sql.js';
export { provide } from './wiring/provide.js';
