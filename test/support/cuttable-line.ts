import { connect, createServer, type Server, type Socket } from 'node:net';

/** A line to a server that a test can cut, or leave connected and silent, and mend again. */
export class CuttableLine {
  private readonly sockets = new Set<Socket>();
  private state: 'up' | 'cut' | 'silent' = 'up';

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  /** @param url of the server behind; its host and port are used. */
  static async to(url: string): Promise<CuttableLine> {
    const { hostname, port } = new URL(url);
    const server = createServer((near) => line.pair(near, hostname, Number(port)));
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address !== 'object' || !address) throw new Error('The line has no port');
    const line = new CuttableLine(server, address.port);
    return line;
  }

  /** The same address by way of this line. */
  through(url: string): string {
    const rewritten = new URL(url);
    rewritten.hostname = '127.0.0.1';
    rewritten.port = String(this.port);
    return rewritten.href;
  }

  /** Resets what is connected and refuses what comes. */
  cut(): void {
    this.state = 'cut';
    for (const socket of this.sockets) socket.destroy();
  }

  /** Keeps connections and lets nothing through: a machine that has frozen. */
  silence(): void {
    this.state = 'silent';
    for (const socket of this.sockets) socket.pause();
  }

  /** Lets nothing more through where there is a connection, and says nothing of it; new connections are as good as ever. */
  lose(): void {
    for (const socket of this.sockets) socket.pause();
  }

  mend(): void {
    this.state = 'up';
    for (const socket of this.sockets) socket.resume();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private pair(near: Socket, host: string, port: number): void {
    if (this.state === 'cut') {
      near.resetAndDestroy();
      return;
    }
    const far = connect(port, host);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(from);
      from.setNoDelay(true);
      from.on('data', (data) => to.write(data));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      if (this.state === 'silent') from.pause();
    }
  }
}
