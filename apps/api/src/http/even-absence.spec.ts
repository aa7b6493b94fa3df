import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import { answerAbsenceEvenly, StepClock } from './even-absence.js';

describe('a clock of steps', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('lets whoever waits go at the next step since it was made, whenever they came', async () => {
    const clock = new StepClock(20, () => false);
    const went: string[] = [];
    for (const [name, afterMs] of Object.entries({ early: 3, late: 16, later: 8 })) {
      await jest.advanceTimersByTimeAsync(afterMs);
      void clock.nextStep().then(() => went.push(name));
    }
    expect(went).toEqual(['early', 'late']);
    await jest.advanceTimersByTimeAsync(12);
    expect(went).toEqual(['early', 'late']);
    await jest.advanceTimersByTimeAsync(1);
    expect(went).toEqual(['early', 'late', 'later']);
    clock.stop();
  });

  it('runs no longer than somebody may wait, and keeps nobody', async () => {
    let isOver = false;
    const clock = new StepClock(20, () => isOver);
    isOver = true;
    await jest.advanceTimersByTimeAsync(20);
    expect(jest.getTimerCount()).toBe(0);

    const stopped = new StepClock(20, () => false);
    const waiting = stopped.nextStep();
    stopped.stop();
    await waiting;
    clock.stop();
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('what is absent', () => {
  let server: FastifyInstance;
  afterEach(() => server.close());

  it('is answered at a step, what is there at once, and no clock is left behind', async () => {
    server = fastify();
    answerAbsenceEvenly(server);
    server.get('/things/:id', async (request, reply) => {
      const { id } = request.params as { id: string };
      return id === 'one' ? 'here' : reply.status(404).send('none');
    });
    await server.ready();
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    try {
      expect((await server.inject('/things/one')).body).toBe('here');
      let isAnswered = false;
      const answer = server.inject('/things/two').then((given) => {
        isAnswered = true;
        return given;
      });
      await jest.advanceTimersByTimeAsync(19);
      expect(isAnswered).toBe(false);
      await jest.advanceTimersByTimeAsync(20);
      expect(await answer).toMatchObject({ statusCode: 404, body: 'none' });
    } finally {
      jest.useRealTimers();
    }
  });
});
