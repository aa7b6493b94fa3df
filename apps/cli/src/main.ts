import { Command, CommanderError } from 'commander';
import { addWorkingTimeCommands } from './working-time/working-time.command.js';

/** One file per group of commands adds its own; exit codes: 0 done, 1 failed, 2 bad input or usage. */
const program = new Command('cli').description('Upon Request: commands for operators').exitOverride();
addWorkingTimeCommands(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

function exitCodeOf(error: unknown): number {
  // Commander has already written help or what was wrong with the command line.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
}
