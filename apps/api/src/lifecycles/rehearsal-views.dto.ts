import type { RehearsalEffect } from '#libs/infrastructure';
import { ApiProperty } from '@nestjs/swagger';
import { LifecycleReferenceView } from './lifecycle.dto.js';

const CASES_SEEN = 'Cases you may not see are counted in whole threes';

export class RehearsalFiguresView implements Readonly<Record<RehearsalEffect | 'cases', number>> {
  @ApiProperty({ example: 412, description: CASES_SEEN })
  readonly cases!: number;

  @ApiProperty({ example: 37, description: 'Cases to which anything happens' })
  readonly touched!: number;

  @ApiProperty({ example: 2, description: 'Cases that could not migrate' })
  readonly stuck!: number;

  @ApiProperty({ example: 5, description: 'Cases that would stand in another state' })
  readonly stateChanges!: number;

  @ApiProperty({ example: 12, description: 'Cases that would no longer offer an act' })
  readonly actsVanish!: number;

  @ApiProperty({ example: 30, description: 'Cases that would offer a new act' })
  readonly actsAppear!: number;

  @ApiProperty({ example: 4, description: 'Cases with a new deadline' })
  readonly clocksAppear!: number;

  @ApiProperty({ example: 0, description: 'Cases with a deadline less' })
  readonly clocksVanish!: number;

  @ApiProperty({ example: 21, description: 'Cases with a deadline at another instant' })
  readonly clocksMove!: number;

  @ApiProperty({ example: 1, description: 'Cases with a deadline that would have passed already' })
  readonly clocksBreach!: number;

  @ApiProperty({ example: 0, description: 'Cases with a passed deadline that would be ahead again' })
  readonly clocksRecover!: number;
}

export class ChangeProgressView {
  @ApiProperty({ example: 412, description: CASES_SEEN })
  readonly cases!: number;

  @ApiProperty({ example: 400 })
  readonly done!: number;

  @ApiProperty({ example: 0, description: 'Could not be dealt with yet; tried again' })
  readonly failing!: number;
}

class StrandingView {
  @ApiProperty({ example: 'state_unmapped: info-requested' })
  readonly what!: string;

  @ApiProperty({ example: 2, description: `${CASES_SEEN}; the place is named however few there are` })
  readonly cases!: number;
}

class ActShiftView {
  @ApiProperty({ example: 'consult-programme' })
  readonly act!: string;

  @ApiProperty({ enum: ['vanishes', 'appears'], example: 'appears' })
  readonly effect!: string;

  @ApiProperty({ example: 30 })
  readonly cases!: number;
}

class ClockShiftCountView {
  @ApiProperty({ example: 'triage-decision' })
  readonly target!: string;

  @ApiProperty({ enum: ['appears', 'vanishes', 'moves', 'breaches', 'recovers'], example: 'moves' })
  readonly effect!: string;

  @ApiProperty({ example: 21 })
  readonly cases!: number;
}

/** What was ordered: the version cases go to, and how. */
export class ChangeOrderView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ type: LifecycleReferenceView })
  readonly to!: LifecycleReferenceView;

  @ApiProperty({ type: LifecycleReferenceView, nullable: true, description: 'Only cases under this version' })
  readonly from!: LifecycleReferenceView | null;

  @ApiProperty({ type: 'object', additionalProperties: true, example: { states: { review: 'second-look' } } })
  readonly stateMap!: object;

  @ApiProperty({ format: 'date-time', example: '2026-11-23T18:31:07.412Z' })
  readonly requestedAt!: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', example: '2026-11-23T18:31:19.006Z' })
  readonly finishedAt!: string | null;
}

const groups = { type: 'object', additionalProperties: { $ref: '#/components/schemas/RehearsalFiguresView' } } as const;

export class RehearsalView extends ChangeOrderView {
  @ApiProperty({ type: ChangeProgressView })
  readonly progress!: ChangeProgressView;

  @ApiProperty({ type: RehearsalFiguresView })
  readonly total!: RehearsalFiguresView;

  @ApiProperty({ ...groups, description: 'By alpha-3 code' })
  readonly byRequestingState!: Readonly<Record<string, RehearsalFiguresView>>;

  @ApiProperty({ ...groups, description: 'By the office that leads; `none` where none does' })
  readonly byOffice!: Readonly<Record<string, RehearsalFiguresView>>;

  @ApiProperty({ ...groups, description: 'By the state cases stand in now' })
  readonly byState!: Readonly<Record<string, RehearsalFiguresView>>;

  @ApiProperty({ type: [StrandingView], description: 'What the map of states still has to say' })
  readonly stranding!: readonly StrandingView[];

  @ApiProperty({ type: [ActShiftView] })
  readonly acts!: readonly ActShiftView[];

  @ApiProperty({ type: [ClockShiftCountView] })
  readonly clocks!: readonly ClockShiftCountView[];
}

class DeadlineShiftView {
  @ApiProperty({ example: 'triage-decision' })
  readonly target!: string;

  @ApiProperty({ enum: ['appears', 'vanishes', 'moves', 'breaches', 'recovers'], example: 'moves' })
  readonly what!: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', example: '2027-01-07T15:00:00.000Z' })
  readonly dueBefore!: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', example: '2027-01-10T15:00:00.000Z' })
  readonly dueAfter!: string | null;
}

class RehearsedCaseView {
  @ApiProperty({ format: 'uuid' })
  readonly caseId!: string;

  @ApiProperty({ example: 'KEN-2026-4T9XQ2' })
  readonly reference!: string;

  @ApiProperty({ example: 'KEN' })
  readonly requestingState!: string;

  @ApiProperty({ type: String, nullable: true, example: 'ROEA' })
  readonly office!: string | null;

  @ApiProperty({ example: 'triage' })
  readonly stateBefore!: string;

  @ApiProperty({ type: String, nullable: true, example: 'triage', description: 'Null for a case that is stuck' })
  readonly stateAfter!: string | null;

  @ApiProperty({ type: [String], example: [] })
  readonly stuck!: readonly string[];

  @ApiProperty({ type: [String], example: [] })
  readonly actsVanishing!: readonly string[];

  @ApiProperty({ type: [String], example: ['consult-programme'] })
  readonly actsAppearing!: readonly string[];

  @ApiProperty({ type: [DeadlineShiftView] })
  readonly clocks!: readonly DeadlineShiftView[];
}

export class RehearsedCasesView {
  @ApiProperty({ type: [RehearsedCaseView] })
  readonly items!: readonly RehearsedCaseView[];

  @ApiProperty({ type: String, nullable: true, format: 'uuid', description: 'Give it in `after` for the next page' })
  readonly nextAfter!: string | null;
}
