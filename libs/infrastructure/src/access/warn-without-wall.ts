import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';

/**
 * Says aloud when the role a process signs in as owns the tables or is a superuser: everything works, but nothing in the
 * database holds it back, neither from a case nor from rewriting history.
 */
export async function warnWithoutWall(dataSource: DataSource, logger: Logger): Promise<void> {
  try {
    const [role] = await rows<{ name: string }>(
      dataSource,
      `SELECT rolname AS name FROM pg_roles
        WHERE rolname = current_user AND (rolsuper OR rolbypassrls OR pg_has_role(rolname,
          (SELECT relowner FROM pg_class WHERE oid = to_regclass('cases')), 'USAGE'))`,
    );
    if (role)
      logger.error(
        { role: role.name },
        'NO SECOND WALL: the role of DATABASE_URL owns the tables, so that neither row-level security nor the grants that ' +
          'keep history hold it back. Set the roles up with libs/infrastructure/data/database-roles.sql',
      );
  } catch (error) {
    // The database went away while it was asked; whoever needs it next says so.
    logger.warn({ err: error }, 'the roles of the database were not looked at');
  }
}
