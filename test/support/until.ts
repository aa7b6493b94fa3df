const LOOK_EVERY_MS = 10;

/** Waits until a condition gives something other than false, null or undefined, and returns that. */
export async function until<Found>(
  what: string,
  condition: () => Found | Promise<Found>,
  timeoutMs = 15_000,
): Promise<NonNullable<Exclude<Found, false>>> {
  const giveUpAt = Date.now() + timeoutMs;
  for (;;) {
    const found = await condition();
    if (found !== false && found !== null && found !== undefined) return found as NonNullable<Exclude<Found, false>>;
    if (Date.now() > giveUpAt) throw new Error(`Waited ${timeoutMs} ms in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
