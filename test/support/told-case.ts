import type { Language, UnitOfWork } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { asOwner } from './as-owner.js';
import { aCaseRow } from './case-rows.js';
import { aPerson } from './people.js';

export interface ToldCase {
  readonly caseId: string;
  readonly reference: string;
  readonly focalPoint: { readonly personId: string; readonly email: string };
  readonly intakeOfficer: { readonly personId: string; readonly email: string };
}

/** An acknowledged request of a State, with its focal point, the intake officer who acknowledged it, and that event. */
export async function anAcknowledgedCase(
  dataSource: DataSource,
  given: {
    readonly sensitivity?: string;
    readonly language?: Language;
    readonly title?: string;
    readonly state?: string;
  } = {},
): Promise<ToldCase> {
  const state = given.state ?? 'KEN';
  const focalPoint = await aPerson(dataSource, { roles: [`focal-point@${state}`] });
  await dataSource.query('UPDATE people SET language = $2 WHERE id = $1', [
    focalPoint.personId,
    given.language ?? 'en',
  ]);
  const intakeOfficer = await aPerson(dataSource, { roles: ['intake-officer@HQ'], isCleared: true });
  const reference = `TA-${uuidv7().slice(-8)}`;
  const caseId = await aCaseRow(dataSource, {
    reference,
    requesting_state: state,
    sensitivity: given.sensitivity ?? 'unclassified',
    created_by: focalPoint.personId,
    submitted_at: new Date(),
    lead_office: null,
    supporting_offices: [],
    request: JSON.stringify({ title: given.title ?? 'Training of investigators' }),
  });
  await dataSource.query(
    `INSERT INTO case_events (case_id, sequence, case_version, type, name, actor_id, actor_role, detail, occurred_at)
     VALUES ($1, 1, 1, 'moved', 'authenticate-and-register', $2, 'intake-officer', '{}', now())`,
    [caseId, intakeOfficer.personId],
  );
  return { caseId, reference, focalPoint, intakeOfficer };
}

/** Commits what an acknowledgement leaves behind. */
export function acknowledge(unitOfWork: UnitOfWork, { caseId }: ToldCase, template = 'acknowledgement'): Promise<void> {
  return unitOfWork.run(async ({ outbox }) => {
    outbox.append('case.notify', { caseId, sequence: 1, template, to: ['focal-point', 'intake-officer'] }, caseId);
  });
}

/** No message on its way and nobody to be told. Cases stay: their history can only be added to. */
export async function afresh(dataSource: DataSource): Promise<void> {
  await asOwner(
    dataSource,
    'TRUNCATE outbox_messages, processed_messages, notifications, inboxes, notification_preferences, upkeep_runs',
  );
  await dataSource.query('UPDATE people SET deactivated_at = now() WHERE deactivated_at IS NULL');
}
