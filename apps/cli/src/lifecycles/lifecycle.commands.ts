import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';
import { addCheckCommand } from './check.command.js';
import { addDiagramCommand } from './diagram.command.js';
import { addDiffCommand } from './diff.command.js';
import { addListCommand } from './list.command.js';
import { addPathsCommand } from './paths.command.js';
import { addSchemaCommand } from './schema.command.js';
import { addSimulateCommand } from './simulate.command.js';

/**
 * `lifecycle …`: what can be said of a lifecycle before anyone runs it. A lifecycle is an area (KID), a name (`base` is the
 * one areas change), a file with a definition, or - for standard input. Nothing here needs a database.
 */
export function addLifecycleCommands(program: Command, tools: OperatorTools): void {
  const lifecycle = program
    .command('lifecycle')
    .description('the rules cases run under: show, check, compare, try out');
  addListCommand(lifecycle, tools);
  addPathsCommand(lifecycle, tools);
  addCheckCommand(lifecycle, tools);
  addDiffCommand(lifecycle, tools);
  addSimulateCommand(lifecycle, tools);
  addDiagramCommand(lifecycle, tools);
  addSchemaCommand(lifecycle, tools);
}
