/** Work that comes up again and again, on whichever worker takes it. Running it twice at once must be harmless. */
export abstract class UpkeepTask {
  abstract readonly name: string;
  abstract readonly everySeconds: number;
  abstract run(): Promise<void>;
}
