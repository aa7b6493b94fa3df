import { createJobQueue, type JobQueue, lookAtQueues, readConfiguration } from '#libs/infrastructure';
import { type Command, InvalidArgumentError } from 'commander';
import type { OperatorTools } from '../operator-tools.js';

const MOST_SHOWN = 100;

/** `queues`: what the queue carries at the moment. What it has lost is not missing: the outbox has it. */
export function addQueuesCommand(program: Command, tools: OperatorTools, environment: NodeJS.ProcessEnv): void {
  program
    .command('queues')
    .description('what the queue carries: jobs by state, pauses, the latest failures; ids only')
    .option('--failed <number>', `failed jobs to show of each queue (up to ${MOST_SHOWN})`, readNumber, 10)
    .option('--json', 'print JSON', false)
    .action((options: { readonly failed: number; readonly json: boolean }) =>
      withQueue(environment, async (queue) => {
        const queues = await lookAtQueues(queue, options.failed);
        if (options.json) {
          tools.print(JSON.stringify({ backend: queue.backend, queues }));
          return;
        }
        for (const { name, isPaused, counts, failed } of queues) {
          const states = Object.entries(counts).map(([state, count]) => `${count} ${state}`);
          tools.print([name, isPaused ? 'paused' : 'at work', ...states].join('  '));
          for (const job of failed)
            tools.print(['', job.id, job.name, job.cause, `${job.attempts} attempts`].join('  '));
        }
      }),
    );
}

async function withQueue(environment: NodeJS.ProcessEnv, work: (queue: JobQueue) => Promise<void>): Promise<void> {
  // This command sends no mail, so it need not be told where to.
  const { queue } = readConfiguration({ SMTP_URL: 'smtp://localhost', ...environment });
  const jobs = createJobQueue(queue, () => undefined);
  try {
    await work(jobs);
  } finally {
    await jobs.close();
  }
}

function readNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > MOST_SHOWN)
    throw new InvalidArgumentError(`It must be a whole number from 0 to ${MOST_SHOWN}.`);
  return number;
}
