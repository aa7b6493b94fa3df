import { LimitPolicies, type PoliciesInForce } from '#libs/domain';
import type { Policy } from '#libs/workflow';
import type { DataSource } from 'typeorm';
import { rows } from '../../database/sql.js';

/** How old the knowledge may be that no limits were changed. Clocks counted meanwhile catch up with the next change. */
const LOOK_AGAIN_AFTER_MS = 2_000;

/** Every version of limits ever in force, in memory. They are few, and a version never changes. */
export class PublishedPolicies extends LimitPolicies {
  private readonly byVersion = new Map<number, { readonly area: string; readonly limits: Policy }>();
  private inForce: PoliciesInForce = this.asTheyAre();
  private lastVersion = 0;
  private lookedAtMs = Number.NEGATIVE_INFINITY;
  private looking: Promise<PoliciesInForce> | undefined;

  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async current(met: number | null): Promise<PoliciesInForce> {
    const isFresh = performance.now() - this.lookedAtMs < LOOK_AGAIN_AFTER_MS;
    if (isFresh && (met ?? 0) <= this.lastVersion) return this.inForce;
    this.looking ??= this.look().finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  private async look(): Promise<PoliciesInForce> {
    const askedAtMs = performance.now();
    const fresh = await rows<{ version: number; area: string; limits: Policy }>(
      this.dataSource,
      'SELECT version, area, limits FROM limit_policies WHERE version > $1 ORDER BY version',
      [this.lastVersion],
    );
    for (const { version, area, limits } of fresh) {
      this.byVersion.set(version, { area, limits });
      this.lastVersion = version;
    }
    if (fresh.length > 0) this.inForce = this.asTheyAre();
    this.lookedAtMs = askedAtMs;
    return this.inForce;
  }

  /** What is in force now stays so for whoever holds the answer, while later versions are added beside it. */
  private asTheyAre(): PoliciesInForce {
    const latest = new Map([...this.byVersion].map(([version, { area }]) => [area, version]));
    return {
      versionOf: (area) => latest.get(area) ?? null,
      lookup: (version) => {
        if (version === null) return null;
        const found = this.byVersion.get(version);
        if (!found) throw new Error(`There is no version ${version} of limits`);
        return found.limits;
      },
    };
  }
}
