export { type Configuration, InvalidConfiguration, readConfiguration } from './configuration/configuration.js';
export { createDataSource } from './database/data-source.js';
export { migrate } from './database/migrate.js';
