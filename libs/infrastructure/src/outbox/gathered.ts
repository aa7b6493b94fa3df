interface Asked<Key, Answer> {
  readonly key: Key;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Asks one question for all who ask while the question before is under way. Nobody waits for company: who comes alone is
 * served at once, and a crowd costs one round trip instead of many. An answer is never older than the asking.
 */
export class Gathered<Key, Answer> {
  private waiting: Asked<Key, Answer>[] = [];
  private isUnderWay = false;

  /** @param askAll gives what answers each of the keys. */
  constructor(private readonly askAll: (keys: readonly Key[]) => Promise<(key: Key) => Answer>) {}

  /** @throws what the question throws, and then everybody who shared it hears the same. */
  ask(key: Key): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ key, resolve, reject });
      if (!this.isUnderWay) void this.askWaiting();
    });
  }

  private async askWaiting(): Promise<void> {
    this.isUnderWay = true;
    while (this.waiting.length > 0) {
      const asked = this.waiting;
      this.waiting = [];
      try {
        const answerOf = await this.askAll(asked.map(({ key }) => key));
        for (const { key, resolve } of asked) resolve(answerOf(key));
      } catch (error) {
        for (const { reject } of asked) reject(error);
      }
    }
    this.isUnderWay = false;
  }
}
