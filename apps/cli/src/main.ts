import { DomainError } from '#libs/domain';
import { InvalidConfiguration, isDatabaseAway } from '#libs/infrastructure';
import { Command, CommanderError } from 'commander';
import { addAuditCommands } from './audit/audit.commands.js';
import { addCalendarCommands } from './calendars/calendar.commands.js';
import { addCaseCommands } from './cases/clocks.command.js';
import { addMigrateCommand } from './database/migrate.command.js';
import { addImportCommands } from './imports/import.command.js';
import { addPrepareCommand } from './database/prepare.command.js';
import { addDemonstrateCommand } from './demonstration/demonstration.command.js';
import { addLifecycleCommands } from './lifecycles/lifecycle.commands.js';
import { operatorTools } from './operator-tools.js';
import { addOutboxCommands } from './outbox/outbox.commands.js';
import { addQueuesCommand } from './outbox/queues.command.js';
import { addSeedDemonstrationCommand } from './people/seed-demonstration.command.js';
import { addUsersCommands } from './people/users.commands.js';
import { addPolicyCommands } from './policies/policy.commands.js';
import { addReferenceCommands } from './reference-data/reference.commands.js';
import { addReportCommands } from './reports/report.commands.js';
import { addSeedReferenceCommand } from './reference-data/seed-reference.command.js';
import { addErasingCommands } from './messages/erasing.commands.js';
import { addReplyCommands } from './messages/reply.commands.js';
import { addWebhookCommands } from './webhooks/webhooks.commands.js';
import { addTextCommands } from './texts/text.commands.js';
import { addWorkingTimeCommands } from './working-time/working-time.command.js';

/** One file per group of commands adds its own; exit codes: 0 done, 1 failed, 2 bad input or usage. */
const program = new Command('cli').description('Upon Request: commands for operators').exitOverride();
const tools = operatorTools(process.env);
addPrepareCommand(program, tools, process.env);
addMigrateCommand(program, tools, process.env);
const seed = program.command('seed').description('bring data that comes with the program into the database');
addSeedReferenceCommand(seed, tools);
addSeedDemonstrationCommand(seed, tools, process.env);
addReferenceCommands(program, tools);
addCalendarCommands(program, tools);
addPolicyCommands(program, tools);
addUsersCommands(program, tools);
addOutboxCommands(program, tools);
addQueuesCommand(program, tools, process.env);
addWebhookCommands(program, tools, process.env);
addAuditCommands(program, tools, process.env);
addCaseCommands(program, tools);
addImportCommands(program, tools);
addReplyCommands(program, tools);
addErasingCommands(program, tools);
addLifecycleCommands(program, tools);
addReportCommands(program, tools);
addTextCommands(program, tools);
addWorkingTimeCommands(program);
addDemonstrateCommand(program, tools);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

function exitCodeOf(error: unknown): number {
  // Commander has already written help or what was wrong with the command line.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  // An expected no: what to do next is in its words, a stack would only hide them.
  if (error instanceof DomainError || error instanceof InvalidConfiguration) {
    process.stderr.write(`${error.message}\n`);
    const faults = error instanceof DomainError ? error.errors : [];
    for (const { pointer, message } of faults) process.stderr.write(`  ${pointer}: ${message}\n`);
    return 2;
  }
  if (isDatabaseAway(error)) {
    process.stderr.write('The database of DATABASE_URL does not answer\n');
    return 1;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
}
