import type {
  Addressee,
  Language,
  MailToSend,
  News,
  NewsOfCase,
  NotificationStore,
  Preference,
  TakenDigest,
  TakenForSending,
} from '#libs/domain';
import { rows } from '../database/sql.js';
import type { TransactionSql } from '../database/transaction-sql.js';
import { Inboxes } from './inboxes.js';
import { nextDigest } from './next-digest.js';
import { type Reader, Readers } from './readers.js';

/** Longer than one attempt at sending may take, so that a live worker never loses its lease. */
const LEASE_SECONDS = 180;

/** After a mail about a case, the next one to the same reader waits until so long has passed, and takes along what came. */
const BURST_SECONDS = 60;

/** Readers whose digests are bound in one go. */
const DIGESTS_AT_ONCE = 100;

interface WaitingMail {
  readonly id: string;
  readonly leased: boolean;
  readonly personId: string;
  readonly audience: readonly string[];
  readonly bundleId: string | null;
  readonly event: string;
  readonly caseId: string;
  readonly reference: string;
  readonly title: string | null;
  readonly stateNames: Readonly<Record<Language, { readonly short: string }>> | null;
  readonly requestingState: string;
  readonly toldAt: Date;
}

const WAITING_MAIL = `n.id, coalesce(n.leased_until > clock_timestamp(), false) AS leased, n.person_id AS "personId",
  n.audience, n.bundle_id AS "bundleId", n.template AS event, c.id AS "caseId", c.reference,
  CASE WHEN c.sensitivity = 'unclassified' THEN c.request->>'title' END AS title,
  s.names AS "stateNames", c.requesting_state AS "requestingState", n.created_at AS "toldAt"
  FROM notifications n JOIN cases c ON c.id = n.case_id LEFT JOIN member_states s ON s.code = c.requesting_state`;

/** Whatever locks several mails does so in the order of their ids, so that workers wait for each other and never in a ring. */
const WAITING_IN_ORDER = `SELECT id FROM notifications WHERE id = ANY($1::uuid[]) AND status = 'waiting' ORDER BY id FOR UPDATE`;

export class PostgresNotificationStore implements NotificationStore {
  private readonly readers: Readers;
  private readonly inboxes: Inboxes;

  constructor(private readonly sql: TransactionSql) {
    this.readers = new Readers(sql);
    this.inboxes = new Inboxes(sql);
  }

  async recipients(caseId: string, sequence: number, roles: readonly string[]): Promise<readonly string[]> {
    const readers = await this.readers.ofCase(caseId, roles, sequence);
    return readers.map(({ personId }) => personId);
  }

  async preferences(personIds: readonly string[], event: string): Promise<ReadonlyMap<string, Preference>> {
    const chosen = await rows<Preference & { personId: string }>(
      this.sql,
      'SELECT person_id AS "personId", event, inbox, mail FROM notification_preferences WHERE person_id = ANY($1::uuid[]) AND event = $2',
      [personIds, event],
    );
    return new Map(chosen.map(({ personId, ...preference }) => [personId, preference]));
  }

  async withdrawPassed(caseId: string, events: readonly string[]): Promise<void> {
    const withdrawn = await rows<{ personId: string }>(
      this.sql,
      `WITH moot AS (
         SELECT n.id FROM notifications n JOIN cases c ON c.id = n.case_id
          WHERE c.id = $1 AND n.template = ANY($2::text[]) AND n.case_state <> c.state
            AND ((n.channel = 'mail' AND n.status = 'waiting' AND n.leased_until IS NULL)
              OR (n.channel = 'inbox' AND n.status = 'sent' AND n.read_at IS NULL))
          ORDER BY n.id FOR UPDATE OF n
       ), passed AS (
         UPDATE notifications n SET status = 'withdrawn', cause = 'state.passed', settled_at = clock_timestamp()
           FROM moot WHERE n.id = moot.id
         RETURNING n.person_id, n.channel
       ) SELECT DISTINCT person_id AS "personId" FROM passed WHERE channel = 'inbox'`,
      [caseId, events],
    );
    await this.inboxes.ring(withdrawn.map(({ personId }) => personId));
  }

  async add(news: News, addressees: readonly Addressee[]): Promise<readonly MailToSend[]> {
    const toInbox = addressees.flatMap(({ personId, inboxEntryId }) =>
      inboxEntryId === null ? [] : [{ id: inboxEntryId, personId }],
    );
    const positions = await this.inboxes.takePositions(toInbox.map(({ personId }) => personId));
    const mails = addressees.flatMap(({ personId, mail }) => (mail === null ? [] : [{ ...mail, personId }]));
    const entries = [
      ...toInbox.map(({ id, personId }) => ({
        id,
        personId,
        channel: 'inbox',
        position: positions.get(personId) ?? null,
        pace: null,
      })),
      ...mails.map(({ id, personId, pace }) => ({
        id,
        personId,
        channel: 'mail',
        position: null,
        pace: pace === 'at-once' ? null : pace,
      })),
    ];
    if (entries.length === 0) return [];
    const toSend = await this.pauses(
      news.caseId,
      mails.filter(({ pace }) => pace === 'at-once'),
    );
    // Nothing is read after it, so that it goes together with the messages that send the mails.
    await this.sql.write({
      table: 'notifications',
      text: `INSERT INTO notifications (id, message_id, case_id, sequence, template, audience, case_state, person_id, channel, status, settled_at, position, digest_after)
       SELECT e.id, $1, $2, $3, $4, $5::text[], c.state, e.person_id, e.channel,
              CASE e.channel WHEN 'inbox' THEN 'sent' ELSE 'waiting' END,
              CASE e.channel WHEN 'inbox' THEN clock_timestamp() END,
              e.position, ${nextDigest('e.pace', 'p.time_zone')}
         FROM unnest($6::uuid[], $7::uuid[], $8::text[], $9::bigint[], $10::text[]) AS e (id, person_id, channel, position, pace)
         JOIN people p ON p.id = e.person_id
         JOIN cases c ON c.id = $2`,
      parameters: [
        ...[news.messageId, news.caseId, news.sequence, news.event, news.audience],
        entries.map(({ id }) => id),
        entries.map(({ personId }) => personId),
        entries.map(({ channel }) => channel),
        entries.map(({ position }) => position),
        entries.map(({ pace }) => pace),
      ],
    });
    return toSend;
  }

  async takeForSending(notificationId: string): Promise<TakenForSending> {
    // All that waits for this reader about this case in one statement: two workers that each held one mail of a burst
    // and then asked for the rest would wait for each other.
    const burst = await this.waiting(
      `(n.person_id, n.case_id) = (SELECT person_id, case_id FROM notifications WHERE id = $1)
       AND n.channel = 'mail' AND n.status = 'waiting' AND n.digest_after IS NULL`,
      [notificationId],
    );
    const asked = burst.find(({ id }) => id === notificationId);
    if (!asked) return { outcome: 'nothing-to-send' };
    if (asked.leased) return { outcome: 'being-sent' };
    const mails = burst.filter(({ leased, bundleId }) => !leased && bundleId === asked.bundleId);
    // A mail that may have been taken is repeated as it was, under the same key.
    const bundleId = asked.bundleId ?? notificationId;
    const taken = await this.lease(mails, bundleId);
    const [news] = taken?.news ?? [];
    return taken && news
      ? { outcome: 'taken', key: bundleId, notificationIds: taken.ids, reader: taken.reader, news }
      : { outcome: 'nothing-to-send' };
  }

  async bindDigests(newId: () => string): Promise<readonly string[]> {
    const due = await rows<{ personId: string }>(
      this.sql,
      `SELECT DISTINCT person_id AS "personId" FROM notifications
        WHERE channel = 'mail' AND status = 'waiting' AND digest_after <= clock_timestamp() AND bundle_id IS NULL LIMIT $1`,
      [DIGESTS_AT_ONCE],
    );
    const digests = due.map(({ personId }) => ({ id: newId(), personId }));
    const bound = await rows<{ id: string }>(
      this.sql,
      `WITH gathered AS (
         SELECT n.id, d.id AS digest_id
           FROM notifications n JOIN unnest($1::uuid[], $2::uuid[]) AS d (id, person_id) ON d.person_id = n.person_id
          WHERE n.channel = 'mail' AND n.status = 'waiting' AND n.digest_after <= clock_timestamp() AND n.bundle_id IS NULL
          ORDER BY n.id FOR UPDATE OF n
       ), bound AS (
         UPDATE notifications n SET bundle_id = g.digest_id FROM gathered g WHERE n.id = g.id
         RETURNING n.bundle_id
       ) SELECT DISTINCT bundle_id AS id FROM bound`,
      [digests.map(({ id }) => id), digests.map(({ personId }) => personId)],
    );
    return bound.map(({ id }) => id);
  }

  async takeDigest(digestId: string): Promise<TakenDigest> {
    const mails = await this.waiting(`n.bundle_id = $1 AND n.status = 'waiting'`, [digestId]);
    if (mails.some(({ leased }) => leased)) return { outcome: 'being-sent' };
    const taken = await this.lease(mails, digestId);
    return taken
      ? { outcome: 'taken', notificationIds: taken.ids, reader: taken.reader, news: taken.news }
      : { outcome: 'nothing-to-send' };
  }

  async setApart(notificationIds: readonly string[], events: readonly string[]): Promise<readonly string[]> {
    const apart = await rows<{ id: string }>(
      this.sql,
      `WITH apart AS (
         UPDATE notifications SET bundle_id = NULL, digest_after = NULL, leased_until = NULL
          WHERE id IN (${WAITING_IN_ORDER}) AND template = ANY($2::text[]) RETURNING id
       ) SELECT id FROM apart ORDER BY id`,
      [notificationIds, events],
    );
    return apart.map(({ id }) => id);
  }

  async release(notificationIds: readonly string[]): Promise<void> {
    await this.sql.query(`UPDATE notifications SET leased_until = NULL WHERE id IN (${WAITING_IN_ORDER})`, [
      notificationIds,
    ]);
  }

  markSent(notificationIds: readonly string[]): Promise<void> {
    return this.settle(notificationIds, 'sent', null);
  }

  markFailed(notificationIds: readonly string[], cause: string): Promise<void> {
    return this.settle(notificationIds, 'failed', cause);
  }

  /** Locks what it finds, in the order of the ids. */
  private waiting(condition: string, parameters: readonly unknown[]): Promise<WaitingMail[]> {
    return rows<WaitingMail>(
      this.sql,
      `SELECT ${WAITING_MAIL} WHERE ${condition} ORDER BY n.id FOR UPDATE OF n`,
      parameters,
    );
  }

  /** Leases those mails whose reader may still be told, withdraws the others. All are of one reader. */
  private async lease(
    mails: readonly WaitingMail[],
    bundleId: string,
  ): Promise<
    { readonly ids: readonly string[]; readonly reader: Reader; readonly news: readonly NewsOfCase[] } | undefined
  > {
    let reader: Reader | undefined;
    const told: WaitingMail[] = [];
    const lost: string[] = [];
    const stillReaders = new Map<string, Promise<Reader | undefined>>();
    for (const mail of mails) {
      // Once for all the news of a burst that went to the same roles.
      const about = JSON.stringify([mail.caseId, mail.audience]);
      const asked = stillReaders.get(about) ?? this.readers.still(mail.caseId, mail.personId, mail.audience);
      stillReaders.set(about, asked);
      const still = await asked;
      if (still) {
        reader = still;
        told.push(mail);
      } else {
        lost.push(mail.id);
      }
    }
    await this.settle(lost, 'withdrawn', 'access.lost');
    if (!reader) return undefined;
    const ids = told.map(({ id }) => id);
    await this.sql.query(
      'UPDATE notifications SET bundle_id = $3, leased_until = clock_timestamp() + make_interval(secs => $2) WHERE id = ANY($1::uuid[])',
      [ids, LEASE_SECONDS, bundleId],
    );
    return { ids, reader, news: byCase(told, reader.language) };
  }

  private async settle(notificationIds: readonly string[], status: string, cause: string | null): Promise<void> {
    if (notificationIds.length === 0) return;
    await this.sql.query(
      `UPDATE notifications SET status = $2, cause = $3, settled_at = clock_timestamp(), leased_until = NULL
        WHERE id IN (${WAITING_IN_ORDER})`,
      [notificationIds, status, cause],
    );
  }

  private async pauses(
    caseId: string,
    mails: readonly { readonly id: string; readonly personId: string }[],
  ): Promise<readonly MailToSend[]> {
    if (mails.length === 0) return [];
    const recent = await rows<{ personId: string; seconds: number }>(
      this.sql,
      `SELECT person_id AS "personId", greatest(0, ceil($3 - extract(epoch FROM clock_timestamp() - max(settled_at))))::int AS seconds
         FROM notifications
        WHERE channel = 'mail' AND status = 'sent' AND case_id = $1 AND person_id = ANY($2::uuid[])
          AND settled_at > clock_timestamp() - make_interval(secs => $3)
        GROUP BY person_id`,
      [caseId, mails.map(({ personId }) => personId), BURST_SECONDS],
    );
    const pauseOf = new Map(recent.map(({ personId, seconds }) => [personId, seconds]));
    return mails.map(({ id, personId }) => ({ notificationId: id, delaySeconds: pauseOf.get(personId) ?? 0 }));
  }
}

function byCase(mails: readonly WaitingMail[], language: Language): readonly NewsOfCase[] {
  const cases = new Map<string, NewsOfCase>();
  for (const { caseId, reference, title, event, stateNames, requestingState, toldAt } of mails) {
    const known = cases.get(caseId);
    // A restricted case is told of by its reference alone.
    const state = title === null ? null : (stateNames?.[language].short ?? requestingState);
    const events = known ? [...new Set([...known.events, event])] : [event];
    cases.set(caseId, { caseId, reference, title, state, at: toldAt, events });
  }
  return [...cases.values()];
}
