import type { DeadlineEffect, DeadlineImpact } from '#libs/domain';
import { ApiProperty } from '@nestjs/swagger';

export class EffectCountsView {
  @ApiProperty({ example: 12, description: 'Deadlines that fall at another instant' })
  readonly moves!: number;

  @ApiProperty({ example: 1, description: 'Deadlines that would have passed already' })
  readonly breaches!: number;

  @ApiProperty({ example: 0, description: 'Deadlines that have passed and would be ahead again' })
  readonly recovers!: number;
}

export class MovedDeadlineView {
  @ApiProperty({ format: 'uuid' })
  readonly caseId!: string;

  @ApiProperty({ example: 'KEN-2026-4T9XQ2' })
  readonly reference!: string;

  @ApiProperty({ example: 'triage-decision' })
  readonly target!: string;

  @ApiProperty({ enum: ['moves', 'breaches', 'recovers'], example: 'moves' })
  readonly effect!: DeadlineEffect;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', example: '2027-01-07T15:00:00.000Z' })
  readonly dueBefore!: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', example: '2027-01-10T15:00:00.000Z' })
  readonly dueAfter!: string | null;
}

export class CalendarImpactView extends EffectCountsView {
  @ApiProperty({ example: 80, description: 'Live clocks that count on the calendar' })
  readonly clocks!: number;

  @ApiProperty({ example: 43 })
  readonly cases!: number;

  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/EffectCountsView' } })
  readonly byTarget!: Readonly<Record<string, EffectCountsView>>;

  @ApiProperty({
    type: [MovedDeadlineView],
    description: 'At most a hundred, breaches first, and only of cases you may see',
  })
  readonly deadlines!: readonly MovedDeadlineView[];
}

export class CalendarPublishedView {
  @ApiProperty({ example: 4 })
  readonly version!: number;

  @ApiProperty({ example: true, description: 'False if the calendar says the same already' })
  readonly changed!: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uuid',
    description:
      'The background work that recomputes live deadlines, to be followed at /calendar-replays/{id}; null where none count on the calendar',
  })
  readonly replayId!: string | null;
}

class ReplayProgressView extends EffectCountsView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ example: '2026-12-05T08:30:00.000Z', format: 'date-time' })
  readonly requestedAt!: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  readonly finishedAt!: string | null;

  @ApiProperty({ example: 43 })
  readonly cases!: number;

  @ApiProperty({ example: 20 })
  readonly done!: number;

  @ApiProperty({ example: 0, description: 'Cases that could not be recomputed yet; they are tried again' })
  readonly failing!: number;
}

export class ReplayView extends ReplayProgressView {
  @ApiProperty({ example: 'office:ROMENA' })
  readonly key!: string;

  @ApiProperty({ example: 4 })
  readonly version!: number;
}

export class PolicyReplayView extends ReplayProgressView {
  @ApiProperty({ example: 'ROL' })
  readonly area!: string;

  @ApiProperty({ example: 3 })
  readonly version!: number;
}

export function toImpactView({ deadlines, ...impact }: DeadlineImpact): CalendarImpactView {
  return {
    ...impact,
    deadlines: deadlines.map((deadline) => ({
      ...deadline,
      dueBefore: deadline.dueBefore?.toISOString() ?? null,
      dueAfter: deadline.dueAfter?.toISOString() ?? null,
    })),
  };
}
