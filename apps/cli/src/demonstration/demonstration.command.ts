import { DEMONSTRATION_PASSWORD, demonstrationAccounts, exampleRequests } from '#libs/infrastructure';
import type { Command } from 'commander';
import { importAll } from '../imports/import-all.js';
import type { OperatorTools } from '../operator-tools.js';
import { ApiClient } from './api-client.js';
import { Cast } from './cast.js';
import { Demonstration, type Told } from './demonstration.js';
import { longAgo } from './long-ago.js';
import { report } from './report.js';
import { Progress } from './progress.js';
import { storiesOf } from './story.js';

/** The example that is told of as one to which nobody answered. */
const FORGOTTEN = 'EX-01';

/** `demonstrate`: plays the example requests over HTTP against an instance with the demonstration accounts. */
export function addDemonstrateCommand(program: Command, tools: OperatorTools): void {
  program
    .command('demonstrate')
    .description('play the example requests as the demonstration accounts, through the API of a running instance')
    .requiredOption('--address <url>', 'where the API is')
    .option('--mail-at <place>', 'where the mail of that instance can be read: a page or a folder')
    .option('--long-ago', 'import a request of long ago too, which lapses; needs DATABASE_URL of that instance', false)
    .option('--json', 'print JSON', false)
    .action(async (options: { address: string; mailAt?: string; longAgo: boolean; json: boolean }) => {
      const examples = exampleRequests();
      const stories = storiesOf(examples);
      const cast = new Cast(new ApiClient(options.address), demonstrationAccounts(), DEMONSTRATION_PASSWORD);
      const progress = options.json ? undefined : new Progress(stories.length, process.stdout);
      const demonstration = new Demonstration(cast, progress);
      const played = await demonstration.tell(stories).finally(() => progress?.clear());
      const forgotten = examples.find(({ id }) => id === FORGOTTEN);
      const told =
        options.longAgo && forgotten
          ? [...played, await longAgo(cast, forgotten, (cards) => tools.withDatabase((db) => importAll(db, cards)))]
          : played;
      if (options.json) return tools.print(JSON.stringify({ cases: told.map(summary) }));
      for (const line of await report(told, demonstration.people, cast, options.mailAt ?? null)) tools.print(line);
    });
}

function summary({ story, theCase, acts }: Told): object {
  const { id, reference, state, phase, requestingState, leadOffice } = theCase;
  return { example: story.example.id, id, reference, requestingState, state, phase, leadOffice, acts };
}
