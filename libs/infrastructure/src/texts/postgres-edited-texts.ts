import { EditedTexts, type Language } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';

/** The latest version of an edited text, and who made it. */
export interface LatestText {
  readonly key: string;
  readonly version: number;
  /** Null where the shipped text holds again. */
  readonly document: unknown;
  readonly changedById: string;
  readonly changedByName: string;
  readonly changedAt: Date;
}

const VERSION = `t.key, t.version, t.document, t.changed_by AS "changedById", p.display_name AS "changedByName", t.changed_at AS "changedAt"`;

/** Enough to see who did what; a text is not edited more often than that. */
const MOST_VERSIONS = 100;

export class PostgresEditedTexts extends EditedTexts {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async inForce(language: Language): Promise<ReadonlyMap<string, unknown>> {
    const latest = await this.latest(language);
    return new Map(latest.flatMap(({ key, document }) => (document === null ? [] : [[key, document] as const])));
  }

  /** Of every text of a language that was ever edited. */
  latest(language: Language): Promise<readonly LatestText[]> {
    return rows<LatestText>(
      this.dataSource,
      `SELECT DISTINCT ON (t.key) ${VERSION} FROM edited_texts t JOIN people p ON p.id = t.changed_by
        WHERE t.language = $1 ORDER BY t.key, t.version DESC`,
      [language],
    );
  }

  /** Every version of a text but the shipped one, the latest first. */
  versions(key: string, language: Language): Promise<readonly LatestText[]> {
    return rows<LatestText>(
      this.dataSource,
      `SELECT ${VERSION} FROM edited_texts t JOIN people p ON p.id = t.changed_by
        WHERE t.language = $1 AND t.key = $2 ORDER BY t.version DESC LIMIT ${MOST_VERSIONS}`,
      [language, key],
    );
  }
}
