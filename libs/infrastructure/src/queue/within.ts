import { QueueAway } from './job-queue.js';

/** Turns a call that hangs, as calls to an absent queue do, into `QueueAway`. The call itself may still take effect later. */
export async function within<Result>(ms: number, what: string, call: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      call,
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new QueueAway(`${what} took longer than ${ms} ms`)), ms);
      }),
    ]);
  } catch (error) {
    throw error instanceof QueueAway ? error : new QueueAway(what, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
