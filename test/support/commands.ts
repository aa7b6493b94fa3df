import { Command } from 'commander';
import type { OperatorTools } from '../../apps/cli/src/operator-tools.js';
import type { TestDatabase } from './database.js';

type AddCommands = (program: Command, tools: OperatorTools) => void;

/** Runs operators' commands on a test's database, in its own process: gives the lines they printed, throws what they throw. */
export function commandsOn(
  database: TestDatabase,
  ...groups: readonly AddCommands[]
): (line: readonly string[], standardInput?: string) => Promise<readonly string[]> {
  return async (line, standardInput = '') => {
    const printed: string[] = [];
    const program = new Command('cli').exitOverride().configureOutput({ writeErr: () => undefined });
    for (const add of groups) {
      add(program, {
        withDatabase: (work) => work(database.dataSource),
        print: (text) => void printed.push(text),
        readStandardInput: () => Promise.resolve(standardInput),
      });
    }
    // Options of the parent are handed down only when the commands are made; the children refuse by throwing, too.
    for (const command of program.commands.flatMap((each) => [each, ...each.commands]))
      command.exitOverride().configureOutput({ writeErr: () => undefined });
    await program.parseAsync([...line], { from: 'user' });
    return printed;
  };
}
