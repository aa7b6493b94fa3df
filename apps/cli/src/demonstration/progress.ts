const WIDTH = 24;

/** Where progress is shown: a line that is drawn over on a terminal, a line a story everywhere else. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Shows how far the stories have come. */
export class Progress {
  private done = 0;
  private acts = 0;

  constructor(
    private readonly total: number,
    private readonly output: ProgressOutput,
  ) {}

  /** Something happened in one of the stories. */
  step(what: string): void {
    this.acts += 1;
    if (this.output.isTTY) this.draw(what);
  }

  /** A story has come to its end. */
  finish(what: string): void {
    this.done += 1;
    if (this.output.isTTY) this.draw(what);
    else this.output.write(`${String(this.done).padStart(String(this.total).length)}/${this.total}  ${what}\n`);
  }

  /** Takes the bar off the terminal. */
  clear(): void {
    if (this.output.isTTY) this.output.write('\r\u001b[2K');
  }

  private draw(what: string): void {
    const filled = Math.round((this.done / this.total) * WIDTH);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
    const line = `${bar} ${this.done}/${this.total} cases, ${this.acts} acts  ${what}`;
    this.output.write(`\r\u001b[2K${line.slice(0, (this.output.columns ?? 80) - 1)}`);
  }
}
