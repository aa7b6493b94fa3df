import { OpenHours } from './open-hours.js';

/** The hours at which several calendars are all open: when a call between two offices and a capital can be held. */
export class SharedHours extends OpenHours {
  /** At least one calendar. */
  constructor(private readonly calendars: readonly [OpenHours, ...OpenHours[]]) {
    super();
  }

  protected override openPieces(year: number): readonly (readonly [number, number])[] {
    const [first, ...others] = this.calendars;
    return others.reduce((shared, calendar) => intersect(shared, piecesOf(calendar, year)), piecesOf(first, year));
  }
}

function piecesOf(hours: OpenHours, year: number): (readonly [number, number])[] {
  const { opens, closes } = hours.tableOfYear(year);
  return Array.from(opens, (open, index) => [open, closes[index]!] as const);
}

function intersect(
  a: readonly (readonly [number, number])[],
  b: readonly (readonly [number, number])[],
): (readonly [number, number])[] {
  const shared: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const from = Math.max(a[i]![0], b[j]![0]);
    const to = Math.min(a[i]![1], b[j]![1]);
    if (to > from) shared.push([from, to]);
    if (a[i]![1] < b[j]![1]) i += 1;
    else j += 1;
  }
  return shared;
}
