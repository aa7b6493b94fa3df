import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Far longer than it takes to find that there is nothing, far shorter than anybody minds. */
const STEP_MS = 20;

/**
 * What is not there and what is hidden are answered at the same time: a 404 for something an address names waits for the next
 * full step since the request came in. Looking at a row that must not be shown takes some microseconds longer than finding
 * none, and whoever asks a few thousand times could tell the two apart by it.
 *
 * The steps are counted by a clock that starts with the request. A pause begun when the work is done would be rounded to
 * milliseconds and carry the difference over.
 */
export function answerAbsenceEvenly(fastify: FastifyInstance): void {
  const clocks = new WeakMap<FastifyRequest, StepClock>();
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.url?.includes(':')) {
      const clock = new StepClock(STEP_MS, () => reply.raw.headersSent || reply.raw.destroyed);
      clocks.set(request, clock);
      reply.raw.once('close', () => clock.stop());
    }
    done();
  });
  fastify.addHook('onSend', async (request, reply) => {
    if (reply.statusCode === 404) await clocks.get(request)?.nextStep();
  });
}

/** Steps of equal length from the moment it is made. */
export class StepClock {
  private waiting: (() => void)[] = [];
  private readonly timer: NodeJS.Timeout;

  /** @param isOver whether nobody will wait any more; asked at every step, so that a long answer does not keep it running. */
  constructor(stepMs: number, isOver: () => boolean) {
    this.timer = setInterval(() => {
      this.release();
      if (isOver()) this.stop();
    }, stepMs);
  }

  nextStep(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Whoever waits is let go. */
  stop(): void {
    clearInterval(this.timer);
    this.release();
  }

  private release(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
