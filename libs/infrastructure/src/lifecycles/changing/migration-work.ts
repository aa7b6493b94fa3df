import type { MigrateCase } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../../database/sql.js';
import { CaseWorkList } from '../../upkeep/case-work-list.js';
import { UpkeepTask } from '../../upkeep/upkeep-task.js';
import { type ChangeRow, toOrderedChange } from './change-row.js';

/** Cases a worker takes at once; each has a transaction of its own. */
const BATCH = 50;

/** Puts cases under another version, or back, in the background; a case a time, so that nobody waits long for its lock. */
export class MigrationWork extends UpkeepTask {
  override readonly name = 'lifecycle-migrations';
  override readonly everySeconds = 5;
  private readonly cases: CaseWorkList;

  constructor(
    private readonly dataSource: DataSource,
    private readonly migrateCase: MigrateCase,
    onTrouble: (error: unknown, caseId: string) => void,
  ) {
    super();
    const list = {
      table: 'lifecycle_change_cases',
      work: 'change_id',
      batch: BATCH,
      failed: 'lifecycle.migration_failed',
    };
    this.cases = new CaseWorkList(dataSource, list, onTrouble);
  }

  override async run(): Promise<void> {
    const ordered = await rows<ChangeRow>(
      this.dataSource,
      'SELECT * FROM lifecycle_changes WHERE finished_at IS NULL ORDER BY requested_at, id',
    );
    for (const change of ordered.map(toOrderedChange)) {
      await this.cases.workOff(change.id, async (caseIds) => {
        for (const caseId of caseIds) await this.migrateCase.execute(change, caseId);
      });
      await this.dataSource.query(
        `UPDATE lifecycle_changes SET finished_at = clock_timestamp()
          WHERE id = $1 AND finished_at IS NULL
            AND NOT EXISTS (SELECT FROM lifecycle_change_cases WHERE change_id = $1 AND done_at IS NULL)`,
        [change.id],
      );
    }
  }
}
