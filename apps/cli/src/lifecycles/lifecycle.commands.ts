import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';
import { addCheckCommand } from './check.command.js';
import { addDiagramCommand } from './diagram.command.js';
import { addDiffCommand } from './diff.command.js';
import { addListCommand } from './list.command.js';
import { addMigrateCasesCommand } from './migrate.command.js';
import { addPathsCommand } from './paths.command.js';
import { addProposeCommand } from './propose.command.js';
import { addPublishCommand } from './publish.command.js';
import { addRehearseCommand } from './rehearse.command.js';
import { addSchemaCommand } from './schema.command.js';
import { addSimulateCommand } from './simulate.command.js';
import { addUndoCommand } from './undo.command.js';
import { addVersionsCommand } from './versions.command.js';

/**
 * `lifecycle …`: what can be said of a lifecycle before anyone runs it. A lifecycle is an area (KID), a name (`base` is the
 * one areas change), a file with a definition, or - for standard input; what shows, checks and compares needs no database. Versions are in the
 * database, and a person proposes, publishes and migrates.
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
  addVersionsCommand(lifecycle, tools);
  addProposeCommand(lifecycle, tools);
  addPublishCommand(lifecycle, tools);
  addRehearseCommand(lifecycle, tools);
  addMigrateCasesCommand(lifecycle, tools);
  addUndoCommand(lifecycle, tools);
}
