import { text } from 'node:stream/consumers';
import type { DataSource } from '#libs/infrastructure';
import { withDatabase } from './database/with-database.js';

/** What a command needs of the process it runs in. */
export interface OperatorTools {
  /** Opens the database for one piece of work and closes it after. */
  withDatabase<Result>(work: (dataSource: DataSource) => Promise<Result>): Promise<Result>;
  /** Standard output, a line at a time. */
  print(line: string): void;
  readStandardInput(): Promise<string>;
}

export function operatorTools(environment: NodeJS.ProcessEnv): OperatorTools {
  return {
    withDatabase: (work) => withDatabase(environment, work),
    print: (line) => void process.stdout.write(`${line}\n`),
    readStandardInput: () => text(process.stdin),
  };
}
