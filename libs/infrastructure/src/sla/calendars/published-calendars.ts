import { type CalendarsInForce, storedKeyOf, WorkCalendars } from '#libs/domain';
import { type Calendar, type CalendarKey, type CalendarVersions, WorkCalendar } from '#libs/workflow';
import type { DataSource } from 'typeorm';
import { rows } from '../../database/sql.js';

/** How old the knowledge may be that nothing was published. Clocks counted meanwhile catch up with the next change. */
const LOOK_AGAIN_AFTER_MS = 2_000;

interface Published {
  readonly document: Calendar;
  compiled: WorkCalendar | undefined;
}

/**
 * Every version ever published, in memory, compiled when it is first asked for. Only what was published since is read:
 * publications are made one at a time, so their numbers tell what is missing.
 */
export class PublishedCalendars extends WorkCalendars {
  /** By stored key; the index is the version less one. */
  private readonly versions = new Map<string, Published[]>();
  private inForce: CalendarsInForce | undefined;
  private lastPublication = '0';
  private lookedAtMs = Number.NEGATIVE_INFINITY;
  private looking: Promise<CalendarsInForce> | undefined;

  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async current(met: CalendarVersions = {}): Promise<CalendarsInForce> {
    const isFresh = performance.now() - this.lookedAtMs < LOOK_AGAIN_AFTER_MS;
    if (this.inForce && isFresh && this.versions.size > 0 && this.hasAll(met)) return this.inForce;
    this.looking ??= this.look().finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  private hasAll(met: CalendarVersions): boolean {
    const entries = Object.entries(met) as [CalendarKey, number][];
    return entries.every(([key, version]) => (this.versions.get(storedKeyOf(key))?.length ?? 0) >= version);
  }

  private async look(): Promise<CalendarsInForce> {
    const askedAtMs = performance.now();
    const fresh = await rows<{ key: string; version: number; document: Calendar; publication: string }>(
      this.dataSource,
      `SELECT calendar_key AS key, version, document, publication
         FROM work_calendar_versions WHERE publication > $1 ORDER BY publication`,
      [this.lastPublication],
    );
    for (const { key, version, document, publication } of fresh) {
      const published = this.versions.get(key) ?? [];
      published[version - 1] = { document, compiled: undefined };
      this.versions.set(key, published);
      this.lastPublication = publication;
    }
    if (!this.inForce || fresh.length > 0) this.inForce = this.asTheyAre();
    this.lookedAtMs = askedAtMs;
    return this.inForce;
  }

  /** What is in force now stays so for whoever holds the answer, while later publications are added beside it. */
  private asTheyAre(): CalendarsInForce {
    const latest = new Map([...this.versions].map(([key, published]) => [key, published.length]));
    const versionOf = (key: CalendarKey): number => {
      const version = latest.get(storedKeyOf(key));
      if (version === undefined) throw new Error(`There is no calendar for ${key}`);
      return version;
    };
    const lookup = (key: CalendarKey, version: number | null): WorkCalendar => {
      const wanted = version ?? versionOf(key);
      const published = this.versions.get(storedKeyOf(key))?.[wanted - 1];
      if (!published) throw new Error(`There is no version ${wanted} of the calendar for ${key}`);
      published.compiled ??= new WorkCalendar(published.document);
      return published.compiled;
    };
    return { lookup, versionOf };
  }
}
