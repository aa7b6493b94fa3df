import { get, type ClientRequest, type IncomingMessage } from 'node:http';

export interface ServerSentEvent {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: unknown;
}

/** A reader of server-sent events, as a browser is one. */
export class EventStream {
  readonly events: ServerSentEvent[] = [];
  ended = false;
  private rest = '';

  private constructor(
    private readonly request: ClientRequest,
    readonly status: number,
  ) {}

  static open(url: string, headers: Readonly<Record<string, string>>): Promise<EventStream> {
    return new Promise((resolve, reject) => {
      const request = get(url, { headers, agent: false }, (response: IncomingMessage) => {
        const stream = new EventStream(request, response.statusCode ?? 0);
        response.setEncoding('utf8');
        response.on('data', (text: string) => stream.take(text));
        response.on('close', () => (stream.ended = true));
        resolve(stream);
      });
      request.on('error', reject);
    });
  }

  named(event: string): readonly ServerSentEvent[] {
    return this.events.filter((each) => each.event === event);
  }

  close(): void {
    this.request.destroy();
  }

  private take(text: string): void {
    const blocks = (this.rest + text).split('\n\n');
    this.rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(
        block
          .split('\n')
          .filter((line) => !line.startsWith(':'))
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
      );
      const event = fields.get('event');
      if (event !== undefined)
        this.events.push({ id: fields.get('id'), event, data: JSON.parse(fields.get('data') ?? 'null') });
    }
  }
}
