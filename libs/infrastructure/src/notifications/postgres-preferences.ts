import { type Preference, PreferenceStore } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';

export class PostgresPreferences extends PreferenceStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override of(personId: string): Promise<readonly Preference[]> {
    return rows<Preference>(
      this.dataSource,
      'SELECT event, inbox, mail FROM notification_preferences WHERE person_id = $1 ORDER BY event',
      [personId],
    );
  }

  override async choose(personId: string, { event, inbox, mail }: Preference): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO notification_preferences (person_id, event, inbox, mail) VALUES ($1, $2, $3, $4)
       ON CONFLICT ON CONSTRAINT notification_preferences_pk
         DO UPDATE SET inbox = excluded.inbox, mail = excluded.mail, changed_at = now()`,
      [personId, event, inbox, mail],
    );
  }

  override async forget(personId: string, event: string): Promise<void> {
    await this.dataSource.query('DELETE FROM notification_preferences WHERE person_id = $1 AND event = $2', [
      personId,
      event,
    ]);
  }
}
