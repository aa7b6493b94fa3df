import { DomainError } from '#libs/domain';
import { type RequestCounts, sourceNetwork } from '#libs/infrastructure';

/** More than anybody does by hand, or a program that respects others. */
export class TooManyRequests extends DomainError {
  readonly code = 'http.too_many';
  readonly kind = 'too_many';
  override readonly details: { readonly retryAfterSeconds: number };
  readonly headers: Readonly<Record<string, string>>;

  constructor(retryAfterSeconds: number) {
    super('Too many requests in one minute');
    this.details = { retryAfterSeconds };
    this.headers = { 'retry-after': String(retryAfterSeconds) };
  }
}

/** How much one person and one source may ask in a minute, over all instances. */
export class RequestLimits {
  constructor(
    private readonly counts: RequestCounts,
    private readonly perMinute: { readonly person: number; readonly source: number },
  ) {}

  /** Before anything is looked up. @throws TooManyRequests */
  countSource(address: string): void {
    this.count(`source ${sourceNetwork(address)}`, this.perMinute.source);
  }

  /** Once it is known who asks: one person with many sessions or tokens is one. @throws TooManyRequests */
  countPerson(personId: string): void {
    this.count(`person ${personId}`, this.perMinute.person);
  }

  private count(subject: string, limit: number): void {
    if (this.counts.count(subject) > limit) throw new TooManyRequests(this.counts.secondsLeft());
  }
}
