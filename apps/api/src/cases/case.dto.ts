import { ApiProperty } from '@nestjs/swagger';
import { RequestBody } from './request.dto.js';

const ID = '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10';
const INSTANT = { format: 'date-time', example: '2026-11-23T18:31:07.412Z' } as const;
const INSTANT_OR_NULL = { ...INSTANT, type: String, nullable: true } as const;

/** Where a case stands after a change. */
export class CaseStandingView {
  @ApiProperty({ format: 'uuid', example: ID })
  readonly id!: string;

  @ApiProperty({
    example: 'MLI-2026-4T9XQ2',
    description: 'What people call the case; it says nothing about how many there are',
  })
  readonly reference!: string;

  @ApiProperty({ example: 4, description: 'The version the ETag stands for' })
  readonly version!: number;

  @ApiProperty({ example: 'triage' })
  readonly state!: string;

  @ApiProperty({ example: 'assignment', enum: ['intake', 'assignment', 'planning', 'delivery', 'closure', 'closed'] })
  readonly phase!: string;

  @ApiProperty({
    example: 'office',
    enum: ['state', 'office', 'headquarters', 'none'],
    description: 'Who holds the ball',
  })
  readonly holder!: string;
}

export class TransitionPerformedView extends CaseStandingView {
  @ApiProperty({
    example: false,
    description: 'True where this was one side’s consent and the other side is still waited for',
  })
  readonly isWaitingForConsent!: boolean;
}

class LifecycleView {
  @ApiProperty({ example: 'technical-assistance' })
  readonly id!: string;

  @ApiProperty({ example: 1 })
  readonly version!: number;
}

/** A line of the backlog. */
export class CaseSummaryView extends CaseStandingView {
  @ApiProperty({ example: 'Review of the firearms and ammunition law' })
  readonly title!: string;

  @ApiProperty({ example: 'In triage', description: 'The state in the language of Accept-Language' })
  readonly stateLabel!: string;

  @ApiProperty({ example: true })
  readonly isOpen!: boolean;

  @ApiProperty({ example: 'MLI' })
  readonly requestingState!: string;

  @ApiProperty({ example: 'FIR' })
  readonly area!: string;

  @ApiProperty({ example: 'routine', enum: ['emergency', 'urgent', 'routine'] })
  readonly urgency!: string;

  @ApiProperty({ example: 'confidential', enum: ['unclassified', 'confidential', 'strictly-confidential'] })
  readonly sensitivity!: string;

  @ApiProperty({ type: String, nullable: true, example: 'ROSEN' })
  readonly leadOffice!: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'uuid', example: ID })
  readonly caseOfficerId!: string | null;

  @ApiProperty({ ...INSTANT_OR_NULL, description: 'The nearest due time among the running clocks' })
  readonly nextDueAt!: string | null;

  @ApiProperty(INSTANT_OR_NULL)
  readonly submittedAt!: string | null;

  @ApiProperty(INSTANT_OR_NULL)
  readonly closedAt!: string | null;

  @ApiProperty(INSTANT)
  readonly changedAt!: string;
}

export class CaseView extends CaseSummaryView {
  @ApiProperty({ type: LifecycleView, description: 'The lifecycle the case started under and keeps' })
  readonly lifecycle!: LifecycleView;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { 'due-diligence': 'not-required' },
  })
  readonly gates!: Readonly<Record<string, string>>;

  @ApiProperty({ type: [String], example: [] })
  readonly supportingOffices!: readonly string[];

  @ApiProperty({ type: RequestBody, description: 'What the State wrote' })
  readonly request!: object;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What later acts established: routing, plan, funds, consent …',
  })
  readonly established!: object;

  @ApiProperty(INSTANT)
  readonly createdAt!: string;
}

export class CasePageView {
  @ApiProperty({ type: [CaseSummaryView] })
  readonly items!: readonly CaseSummaryView[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Give it as `cursor` to get the next page; null on the last',
  })
  readonly nextCursor!: string | null;
}

class RecordChangeView {
  @ApiProperty({ enum: ['urgency', 'leadOffice', 'caseOfficerId', 'sensitivity'], example: 'leadOffice' })
  readonly property!: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly from!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'ROSEN' })
  readonly to!: string | null;
}

export class HistoryEntryView {
  @ApiProperty({ example: 7 })
  readonly sequence!: number;

  @ApiProperty({ example: 4, description: 'The version of the case this led to' })
  readonly caseVersion!: number;

  @ApiProperty({
    example: 'moved',
    enum: [
      'created',
      'request-edited',
      'moved',
      'gate-moved',
      'consented',
      'migrated',
      'thresholds-fired',
      'act-not-possible',
      'message-posted',
      'attachment-released',
      'attachment-discarded',
      'words-erased',
      'record-changed',
    ],
  })
  readonly type!: string;

  @ApiProperty({ type: String, nullable: true, example: 'name-case-officer' })
  readonly name!: string | null;

  @ApiProperty({ example: 'Name the case officer', description: 'What happened, in the language of Accept-Language' })
  readonly text!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'The gate that moved, whose states the entry then tells; null where it did not concern one',
  })
  readonly gate!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'assigned' })
  readonly fromState!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'triage' })
  readonly toState!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'In triage',
    description: 'The state the case entered, in the language of Accept-Language; null where it did not move',
  })
  readonly toStateLabel!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'office',
    enum: ['state', 'office', 'headquarters', 'none', null],
    description: 'Who holds the ball from then on; null where the case did not move',
  })
  readonly holder!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Head, Regional Office',
    description: 'Null where the system acted',
  })
  readonly actorName!: string | null;

  @ApiProperty({ example: 'office-head' })
  readonly actorRole!: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly reason!: string | null;

  @ApiProperty({
    type: RecordChangeView,
    nullable: true,
    example: null,
    description: 'What changed beside the state of the case, told before the act that changed it',
  })
  readonly change!: RecordChangeView | null;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What was filled in' })
  readonly input!: object;

  @ApiProperty(INSTANT)
  readonly occurredAt!: string;
}

export class HistoryPageView {
  @ApiProperty({ type: [HistoryEntryView] })
  readonly items!: readonly HistoryEntryView[];

  @ApiProperty({ type: Number, nullable: true, description: 'Give it as `after` to read on; null at the end' })
  readonly nextAfter!: number | null;
}
