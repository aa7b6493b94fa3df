import { InboxFollower } from './inbox-follower.mjs';
import { until } from './sink.mjs';
import { tell } from './tell.mjs';

/**
 * From the commit to the reader's open inbox, and to the last line of the mail, one commit after another.
 * @param {import('./stage.mjs').Stage} stage @param {number} commits @param {AbortSignal} signal
 */
export async function latencies(stage, commits, signal) {
  const followers = new Map();
  const toInboxMs = [];
  const toSmtpMs = [];
  // The first ones warm up compilers and pools, and are not counted.
  const warmUp = Math.ceil(commits / 4);
  try {
    for (const [index, theCase] of (await stage.cases(commits + warmUp)).entries()) {
      const { reader, reference } = theCase;
      const inbox = followers.get(reader.id) ?? (await InboxFollower.open(stage.apiAddress, stage.tokenOf(reader)));
      followers.set(reader.id, inbox);
      await tell(stage, [theCase]);
      const committedAt = performance.now();
      const { arrivals } = stage.sink;
      await until(
        () => inbox.arrivals.has(reference) && arrivals.has(reference),
        signal,
        () => `One commit was not heard of: inbox ${inbox.arrivals.has(reference)}, mail ${arrivals.has(reference)}`,
      );
      if (index < warmUp) continue;
      toInboxMs.push((inbox.arrivals.get(reference) ?? 0) - committedAt);
      toSmtpMs.push((arrivals.get(reference) ?? 0) - committedAt);
    }
  } finally {
    for (const follower of followers.values()) follower.close();
  }
  return { toInboxMs, toSmtpMs };
}
