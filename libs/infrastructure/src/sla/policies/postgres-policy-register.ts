import {
  type AuditKind,
  type AuditRecord,
  PolicyChangedMeanwhile,
  type PolicyProposal,
  PolicyProposalNotFound,
  type PolicyPublished,
  PolicyRegister,
  type PolicyVersion,
} from '#libs/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { v7 as uuidv7, validate as isUuid } from 'uuid';
import { rowsForSystem } from '../../access/asking.js';
import { recordAudit } from '../../audit/postgres-audit-trail.js';
import { rows, type Sql } from '../../database/sql.js';
import { TransactionTime } from '../../database/transaction-time.js';

/** Versions are given one at a time; any number will do as long as it is the same. */
const POLICY_LOCK = 6_618_4;

const VERSION = `version, area, limits, reason, proposed_by AS "proposedBy", settled_by AS "inForceBy", settled_at AS "inForceAt"`;
const PROPOSAL = `id, area, based_on_version AS "basedOnVersion", limits, reason, proposed_by AS "proposedBy", proposed_at AS "proposedAt"`;
/** Nobody reads more; a list has an end. */
const MOST = 500;

export class PostgresPolicyRegister extends PolicyRegister {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async present(area: string): Promise<{ readonly policy: PolicyVersion | undefined; readonly now: Date }> {
    const policy = await presentOf(this.dataSource, area);
    return { policy, now: await new TransactionTime(this.dataSource).now() };
  }

  override versions(area: string): Promise<readonly PolicyVersion[]> {
    return rows<PolicyVersion>(
      this.dataSource,
      `SELECT ${VERSION} FROM limit_policies WHERE area = $1 AND version IS NOT NULL ORDER BY version DESC LIMIT ${MOST}`,
      [area],
    );
  }

  override proposals(area: string | null): Promise<readonly PolicyProposal[]> {
    return rows<PolicyProposal>(
      this.dataSource,
      `SELECT ${PROPOSAL} FROM limit_policies
        WHERE settled_at IS NULL AND ($1::text IS NULL OR area = $1) ORDER BY proposed_at, id LIMIT ${MOST}`,
      [area],
    );
  }

  override async proposal(id: string): Promise<PolicyProposal | undefined> {
    if (!isUuid(id)) return undefined;
    const [found] = await rows<PolicyProposal>(
      this.dataSource,
      `SELECT ${PROPOSAL} FROM limit_policies WHERE id = $1 AND settled_at IS NULL`,
      [id],
    );
    return found;
  }

  override async propose(proposal: Omit<PolicyProposal, 'proposedAt'>): Promise<void> {
    const { id, area, basedOnVersion, limits, reason, proposedBy } = proposal;
    await this.dataSource.transaction(async (manager) => {
      await manager.query(
        `INSERT INTO limit_policies (id, area, based_on_version, limits, reason, proposed_by, proposed_at)
         VALUES ($1, $2, $3, $4, $5, $6, now())`,
        [id, area, basedOnVersion, JSON.stringify(limits), reason, proposedBy],
      );
      await recordAudit(manager, aboutLimits('limits-proposed', proposedBy, id, { area, basedOnVersion }));
    });
  }

  override putInForce(id: string, by: string | null): Promise<PolicyPublished> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [POLICY_LOCK]);
      const [proposal] = await rows<PolicyProposal>(
        manager,
        `SELECT ${PROPOSAL} FROM limit_policies WHERE id = $1 AND settled_at IS NULL FOR UPDATE`,
        [id],
      );
      if (!proposal) throw new PolicyProposalNotFound();
      const presentVersion = (await presentOf(manager, proposal.area))?.version ?? null;
      if (presentVersion !== proposal.basedOnVersion) throw new PolicyChangedMeanwhile(presentVersion);
      const [given] = await rows<{ version: number }>(
        manager,
        `WITH given AS (
           UPDATE limit_policies SET version = (SELECT coalesce(max(version), 0) + 1 FROM limit_policies), settled_by = $2, settled_at = now()
            WHERE id = $1 RETURNING version
         ) SELECT version FROM given`,
        [id, by],
      );
      if (!given) throw new Error(`Proposal ${id} vanished under its lock`);
      const { area } = proposal;
      await recordAudit(manager, aboutLimits('limits-published', by, id, { area, version: given.version }));
      return { version: given.version, replayId: await orderReplay(manager, area, given.version) };
    });
  }

  override async withdraw(id: string, by: string | null): Promise<void> {
    if (!isUuid(id)) throw new PolicyProposalNotFound();
    await this.dataSource.transaction(async (manager) => {
      const [, affected] = await manager.query<[unknown, number]>(
        'UPDATE limit_policies SET settled_by = $2, settled_at = now() WHERE id = $1 AND settled_at IS NULL',
        [id, by],
      );
      if (affected !== 1) throw new PolicyProposalNotFound();
      await recordAudit(manager, aboutLimits('limits-withdrawn', by, id, {}));
    });
  }
}

function aboutLimits(
  kind: Extract<AuditKind, `limits-${string}`>,
  actorId: string | null,
  id: string,
  detail: AuditRecord['detail'],
): AuditRecord {
  return { kind, actorId, subject: { type: 'limits', id }, detail };
}

async function presentOf(sql: Sql, area: string): Promise<PolicyVersion | undefined> {
  const [found] = await rows<PolicyVersion>(
    sql,
    `SELECT ${VERSION} FROM limit_policies WHERE area = $1 AND version IS NOT NULL ORDER BY version DESC LIMIT 1`,
    [area],
  );
  return found;
}

/** Orders the live deadlines of an area to be computed anew. Null if there are none. */
async function orderReplay(manager: EntityManager, area: string, version: number): Promise<string | null> {
  const id = uuidv7();
  const [ordered] = await rowsForSystem<{ cases: number }>(
    manager,
    `WITH counting AS (
       SELECT c.id FROM cases c WHERE c.area = $2 AND EXISTS (SELECT FROM clocks WHERE case_id = c.id AND closed_at IS NULL)
     ), replay AS (
       INSERT INTO clock_replays (id, policy_version, requested_at) SELECT $1, $3, now() WHERE EXISTS (SELECT FROM counting)
     ), listed AS (
       INSERT INTO clock_replay_cases (replay_id, case_id) SELECT $1, id FROM counting RETURNING 1
     ) SELECT count(*)::integer AS cases FROM listed`,
    [id, area, version],
  );
  return ordered?.cases ? id : null;
}
