import { rows, type Sql } from '../database/sql.js';

/** What API, worker and operators' commands may do is granted to this role; `data/database-roles.sql` makes it. */
const APPLICATION_ROLE = 'upon_request_application';

/** Histories, the audit trail and what was published: added to and read, whoever asks. */
const APPEND_ONLY = [
  'case_events',
  'audit_records',
  'audit_entries',
  'case_seals',
  'work_calendar_versions',
  'work_calendar_holiday_years',
];

/** Rows that stay once they are there. */
const NEVER_DELETED = ['cases', 'people', 'role_assignments'];

/** What only the migrator writes. */
const READ_ONLY = ['schema_migrations'];

/**
 * Grants the application's role what it needs, after every migration, so that a new table is not forgotten. Says whether
 * there is such a role: without it the role that migrates is the one that works, and nothing holds it back.
 */
export async function grantToApplication(sql: Sql): Promise<boolean> {
  const [role] = await rows(
    sql,
    `SELECT FROM pg_roles WHERE rolname = $1 AND rolname <> current_user AND NOT pg_has_role($1, current_user, 'USAGE')`,
    [APPLICATION_ROLE],
  );
  if (!role) return false;
  await sql.query(`
    GRANT USAGE ON SCHEMA public TO ${APPLICATION_ROLE};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${APPLICATION_ROLE};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${APPLICATION_ROLE};
    REVOKE UPDATE, DELETE, TRUNCATE ON ${APPEND_ONLY.join(', ')} FROM ${APPLICATION_ROLE};
    REVOKE DELETE ON ${NEVER_DELETED.join(', ')} FROM ${APPLICATION_ROLE};
    REVOKE INSERT, UPDATE, DELETE ON ${READ_ONLY.join(', ')} FROM ${APPLICATION_ROLE};
    -- The queue is disposable, and BullMQ makes a sequence for every queue as it goes: the one thing the role may own.
    GRANT USAGE, CREATE ON SCHEMA bullmq TO ${APPLICATION_ROLE};
    GRANT ALL ON ALL TABLES IN SCHEMA bullmq TO ${APPLICATION_ROLE};
    GRANT ALL ON ALL SEQUENCES IN SCHEMA bullmq TO ${APPLICATION_ROLE};
  `);
  return true;
}

/** Whether whoever asks is held to what the application may do. */
export async function worksAsApplication(sql: Sql): Promise<boolean> {
  const [role] = await rows(
    sql,
    `SELECT FROM pg_roles application, pg_roles me
      WHERE application.rolname = $1 AND me.rolname = current_user AND NOT me.rolsuper AND pg_has_role(me.oid, application.oid, 'MEMBER')`,
    [APPLICATION_ROLE],
  );
  return role !== undefined;
}
