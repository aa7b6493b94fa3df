import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ActInput } from '#libs/workflow';
import type {
  AvailableAct,
  CasePage,
  CaseSeen,
  HistoryPage,
  Me,
  NamedCode,
  Problem,
  RequestForm,
  Standing,
  StateEntry,
} from './api-answers.js';

/** How long a caller goes on asking while the API is away or busy: longer than a killed process needs to come back. */
const PATIENCE_MS = 90_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/** The API said no; the problem document says why. */
export class ApiRefusal extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(`${status} ${problem.code}: ${problem.detail}`);
  }
}

/** The API could not be reached for as long as we were willing to ask. */
export class ApiAway extends Error {}

interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly token?: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A careful client of the API: it says which version it has seen, gives every act a key of its own, and asks again with
 * the same key when an answer was lost, so that no trouble on the way makes an act happen twice.
 */
export class ApiClient {
  private readonly base: string;

  constructor(
    address: string,
    private readonly patienceMs = PATIENCE_MS,
  ) {
    this.base = new URL('/api/v1', address).href;
  }

  async signIn(email: string, password: string): Promise<Caller> {
    const open = async (): Promise<string> => {
      const body = { email, password, deliver: 'token' };
      const { token } = await this.ask<{ token: string }>({ method: 'POST', path: '/sessions', body });
      return token;
    };
    return new Caller(this, open, await open());
  }

  /** @throws ApiRefusal, ApiAway */
  async ask<Answer>({ method, path, token, body, headers }: Call): Promise<Answer> {
    const giveUpAt = Date.now() + this.patienceMs;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      let waitMs = pauseMs;
      let cause: unknown;
      try {
        const response = await fetch(this.base + path, {
          method,
          headers: {
            accept: 'application/json, application/problem+json',
            ...(token !== undefined && { authorization: `Bearer ${token}` }),
            ...(body && { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body && { body: JSON.stringify(body) }),
          signal: AbortSignal.timeout(30_000),
        });
        const answer: unknown = await response.json();
        if (response.ok) return answer as Answer;
        const refusal = new ApiRefusal(response.status, answer as Problem);
        // "Not now" (503, and 409 while the first call with this key is still at work) says when to come back.
        const retryAfter = response.headers.get('retry-after');
        if (retryAfter === null || response.status === 429) throw refusal;
        waitMs = Number(retryAfter) * 1_000;
        cause = refusal;
      } catch (error) {
        if (error instanceof ApiRefusal) throw error;
        cause = error;
      }
      if (Date.now() + waitMs > giveUpAt) throw new ApiAway(`The API at ${this.base} does not answer`, { cause });
      await pause(waitMs);
    }
  }
}

/** Somebody who is signed in. */
export class Caller {
  constructor(
    private readonly client: ApiClient,
    private readonly open: () => Promise<string>,
    private token: string,
  ) {}

  me(): Promise<Me> {
    return this.get('/me');
  }

  async memberStates(): Promise<readonly StateEntry[]> {
    return (await this.get<{ items: readonly StateEntry[] }>('/reference/member-states')).items;
  }

  async areas(): Promise<readonly NamedCode[]> {
    return (await this.get<{ items: readonly NamedCode[] }>('/reference/areas')).items;
  }

  begin(form: {
    readonly requestingState: string;
    readonly area: string;
    readonly urgency: string;
    readonly request: RequestForm;
  }): Promise<Standing> {
    return this.change('POST', '/cases', form, { 'idempotency-key': randomUUID() });
  }

  edit(theCase: Pick<Standing, 'id' | 'version'>, request: RequestForm): Promise<Standing> {
    return this.change('PATCH', `/cases/${theCase.id}`, { request }, { 'if-match': `"v${theCase.version}"` });
  }

  read(caseId: string): Promise<CaseSeen> {
    return this.get(`/cases/${caseId}`);
  }

  list(query: Readonly<Record<string, string>>): Promise<CasePage> {
    return this.get(`/cases?${new URLSearchParams(query).toString()}`);
  }

  /** What this person can do with a case now; undefined for a case that does not exist for them. */
  async acts(
    caseId: string,
  ): Promise<{ readonly version: number; readonly transitions: readonly AvailableAct[] } | undefined> {
    try {
      return await this.get(`/cases/${caseId}/transitions`);
    } catch (error) {
      if (error instanceof ApiRefusal && error.status === 404) return undefined;
      throw error;
    }
  }

  act(theCase: Pick<Standing, 'id' | 'version'>, name: string, input: ActInput): Promise<Standing> {
    return this.change(
      'POST',
      `/cases/${theCase.id}/transitions`,
      { name, input },
      { 'if-match': `"v${theCase.version}"`, 'idempotency-key': randomUUID() },
    );
  }

  /** The whole history, oldest first. */
  async history(caseId: string): Promise<HistoryPage['items']> {
    const entries: HistoryPage['items'][number][] = [];
    for (let after: number | null = 0; after !== null;) {
      const page: HistoryPage = await this.get(`/cases/${caseId}/history?after=${after}`);
      entries.push(...page.items);
      after = page.nextAfter;
    }
    return entries;
  }

  private get<Answer>(path: string): Promise<Answer> {
    return this.ask({ method: 'GET', path });
  }

  private change<Answer>(
    method: 'POST' | 'PATCH',
    path: string,
    body: object,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    return this.ask({ method, path, body, headers });
  }

  /** A session may end while the work goes on; the same person signs in again and goes on. */
  private async ask<Answer>(call: Call): Promise<Answer> {
    try {
      return await this.client.ask<Answer>({ ...call, token: this.token });
    } catch (error) {
      if (!(error instanceof ApiRefusal) || error.status !== 401) throw error;
      this.token = await this.open();
      return this.client.ask<Answer>({ ...call, token: this.token });
    }
  }
}
