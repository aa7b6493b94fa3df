import { type DataSource, type JobQueue, outboxFigures, QUEUE_NAMES, WebhookRegister } from '#libs/infrastructure';
import { Gauge, type Registry } from 'prom-client';

/** Figures read at the moment of scraping. While database or queue are away theirs are missing, and `up` says so. */
export function observeState(registry: Registry, dataSource: DataSource, queue: JobQueue): void {
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []): Gauge<Label> =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const figures = {
    waiting: gauge('upon_request_outbox_waiting', 'Messages not yet handed to the queue'),
    oldestWaitingSeconds: gauge(
      'upon_request_outbox_lag_seconds',
      'Age of the oldest message due and not yet handed to the queue',
    ),
    inFlight: gauge('upon_request_outbox_in_flight', 'Messages handed to the queue and not done'),
    givenUp: gauge('upon_request_outbox_given_up', 'Messages given up that wait for an operator'),
    overdueClocks: gauge('upon_request_clocks_overdue', 'Clocks that have fallen due and have not been fired'),
    failingClocks: gauge('upon_request_clocks_failing', 'Overdue clocks that could not be fired'),
  };
  const webhooks = {
    waiting: gauge('upon_request_webhooks_waiting', 'Deliveries of webhooks that wait for an attempt'),
    failed: gauge('upon_request_webhooks_failed', 'Deliveries of webhooks given up'),
    failingReceivers: gauge('upon_request_webhook_receivers_failing', 'Receivers whose last attempt failed'),
    disabledReceivers: gauge('upon_request_webhook_receivers_disabled', 'Receivers switched off'),
  };
  const depth = gauge('upon_request_queue_jobs', 'Jobs in the queue by queue and state', ['queue', 'state']);

  new Gauge({
    name: 'upon_request_up',
    help: 'Whether database and queue answered this scrape',
    labelNames: ['part'],
    registers: [registry],
    async collect() {
      const [database, receivers, ...queues] = await Promise.allSettled([
        outboxFigures(dataSource),
        new WebhookRegister(dataSource).figures(),
        ...QUEUE_NAMES.map(async (name) => ({ name, counts: await queue.depth(name) })),
      ]);
      show(figures, database);
      show(webhooks, receivers);
      depth.reset();
      for (const answer of queues) {
        if (answer.status !== 'fulfilled') continue;
        for (const [state, count] of Object.entries(answer.value.counts))
          depth.set({ queue: answer.value.name, state }, count);
      }
      this.set({ part: 'database' }, database.status === 'fulfilled' ? 1 : 0);
      this.set({ part: 'queue' }, queues.every(({ status }) => status === 'fulfilled') ? 1 : 0);
    },
  });
}

/** A figure that could not be read is missing rather than zero. */
function show<Name extends string>(
  gauges: Readonly<Record<Name, Gauge>>,
  figures: PromiseSettledResult<Readonly<Record<Name, number>>>,
): void {
  for (const name of Object.keys(gauges) as Name[]) {
    gauges[name].reset();
    if (figures.status === 'fulfilled') gauges[name].set(figures.value[name]);
    else gauges[name].remove();
  }
}
