import { until } from './until.js';

/** An answer as it came, for tests of what stands on the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The body read as JSON; the text itself where it is none. */
  readonly body: unknown;
}

/** One request, sent as it is: nothing is repeated, nothing is added. */
export async function send(
  address: string,
  method: string,
  path: string,
  {
    token,
    body,
    headers = {},
  }: {
    readonly token?: string | undefined;
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): Promise<Answer> {
  const isText = typeof body === 'string';
  const response = await fetch(address + path, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: asJson(text) };
}

/** Signs in and gives the token. A server that says "not now" is asked again. */
export async function tokenOf(address: string, email: string, password: string): Promise<string> {
  const answer = await until(`${email} is signed in`, async () => {
    const attempt = await send(address, 'POST', '/api/v1/sessions', { body: { email, password, deliver: 'token' } });
    return attempt.status === 503 ? undefined : attempt;
  });
  if (answer.status !== 201) throw new Error(`${email} was not signed in: ${answer.status}`);
  return (answer.body as { token: string }).token;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
