import { DEMONSTRATION_PASSWORD, demonstrationAccounts, exampleRequests } from '#libs/infrastructure';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';
import { ApiClient } from './api-client.js';
import { Cast } from './cast.js';
import { Demonstration, type Told } from './demonstration.js';
import { report } from './report.js';
import { Progress } from './progress.js';
import { storiesOf } from './story.js';

/** `demonstrate`: plays the example requests over HTTP against an instance with the demonstration accounts. */
export function addDemonstrateCommand(program: Command, tools: OperatorTools): void {
  program
    .command('demonstrate')
    .description('play the example requests as the demonstration accounts, through the API of a running instance')
    .requiredOption('--address <url>', 'where the API is')
    .option('--mail-at <place>', 'where the mail of that instance can be read: a page or a folder')
    .option('--json', 'print JSON', false)
    .action(async (options: { address: string; mailAt?: string; json: boolean }) => {
      const stories = storiesOf(exampleRequests());
      const cast = new Cast(new ApiClient(options.address), demonstrationAccounts(), DEMONSTRATION_PASSWORD);
      const progress = options.json ? undefined : new Progress(stories.length, process.stdout);
      const demonstration = new Demonstration(cast, progress);
      const told = await demonstration.tell(stories).finally(() => progress?.clear());
      if (options.json) return tools.print(JSON.stringify({ cases: told.map(summary) }));
      for (const line of await report(told, demonstration.people, cast, options.mailAt ?? null)) tools.print(line);
    });
}

function summary({ story, theCase, acts }: Told): object {
  const { id, reference, state, phase, requestingState, leadOffice } = theCase;
  return { example: story.example.id, id, reference, requestingState, state, phase, leadOffice, acts };
}
