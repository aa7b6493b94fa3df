import { ApiProperty } from '@nestjs/swagger';

const INSTANT = { format: 'date-time', example: '2026-11-23T18:31:07.412Z' } as const;
const INSTANT_OR_NULL = { ...INSTANT, type: String, nullable: true } as const;

export class LedgerLineView {
  @ApiProperty({
    example: 'counted',
    enum: [
      'opened',
      'received',
      'counted',
      'closed',
      'paused',
      'transferred',
      'changed',
      'due',
      'breached',
      'threshold',
      'continued',
      'ended',
    ],
  })
  readonly kind!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { why: 'holiday', name: 'Independence Day' },
    description: 'What the line adds: the holiday by name, who paused and why, the offices of a transfer …',
  })
  readonly facts!: object;

  @ApiProperty(INSTANT)
  readonly from!: string;

  @ApiProperty({ ...INSTANT, description: 'The same as `from` on a line about an instant' })
  readonly to!: string;

  @ApiProperty({ example: 'Africa/Nairobi', description: 'Zone of the calendar in force' })
  readonly timeZone!: string;

  @ApiProperty({ example: '2026-11-23 21:31 to 2026-11-24 09:00' })
  readonly local!: string;

  @ApiProperty({
    example: '2026-11-23 21:31 to 2026-11-24 09:00',
    description: 'As the clock on the wall read in the capital of the State',
  })
  readonly stateLocal!: string;

  @ApiProperty({ example: 1, description: 'What the line adds to the time used, in the unit of the limit' })
  readonly counted!: number;

  @ApiProperty({ example: 480, description: 'Working minutes that passed' })
  readonly workingMinutes!: number;
}

class LimitView {
  @ApiProperty({ example: 5 })
  readonly amount!: number;

  @ApiProperty({ example: 'working-days', enum: ['hours', 'working-days', 'calendar-days'] })
  readonly unit!: string;
}

export class ClockView {
  @ApiProperty({ example: 'acknowledge' })
  readonly target!: string;

  @ApiProperty({ example: 1, description: 'The how-manieth clock of this kind on the case' })
  readonly ordinal!: number;

  @ApiProperty({ enum: ['running', 'paused', 'met', 'ended'] })
  readonly status!: string;

  @ApiProperty({ type: LimitView })
  readonly limit!: LimitView;

  @ApiProperty({ example: 'routine' })
  readonly urgency!: string;

  @ApiProperty(INSTANT)
  readonly openedAt!: string;

  @ApiProperty({ ...INSTANT_OR_NULL, description: 'Null while a pause hides it' })
  readonly dueAt!: string | null;

  @ApiProperty(INSTANT_OR_NULL)
  readonly breachedAt!: string | null;

  @ApiProperty(INSTANT_OR_NULL)
  readonly closedAt!: string | null;

  @ApiProperty({ example: 2, description: 'In the unit of the limit; the sum of `counted` over the ledger' })
  readonly used!: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 1440,
    description: 'Working minutes left, or below zero for those since the promise was broken',
  })
  readonly marginWorkingMinutes!: number | null;

  @ApiProperty({ type: [LedgerLineView] })
  readonly ledger!: readonly LedgerLineView[];
}

class HolderView {
  @ApiProperty({ example: 'state', enum: ['state', 'office', 'headquarters', 'system', 'none'] })
  readonly party!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'state:KEN',
    description: 'The calendar the minutes are counted on',
  })
  readonly calendar!: string | null;

  @ApiProperty(INSTANT)
  readonly from!: string;

  @ApiProperty({ ...INSTANT_OR_NULL, description: 'Null for whoever holds the ball now' })
  readonly to!: string | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 960,
    description: 'On the party’s own calendar; null where nobody’s counts',
  })
  readonly workingMinutes!: number | null;
}

class ClockWarningView {
  @ApiProperty({ enum: ['holidays_missing'], example: 'holidays_missing' })
  readonly code!: 'holidays_missing';

  @ApiProperty({ example: 'office:ROEA' })
  readonly calendar!: string;

  @ApiProperty({ example: 2027 })
  readonly year!: number;

  @ApiProperty({ example: 'No holidays are known for 2027: working days are counted as if there were none' })
  readonly message!: string;
}

/** Every due time of a case, explained from its history. */
export class CaseClocksView {
  @ApiProperty({ ...INSTANT, description: 'The instant up to which open clocks are told' })
  readonly asOf!: string;

  @ApiProperty({
    type: [ClockWarningView],
    description: 'What to doubt: years a clock in working days touches without known holidays',
  })
  readonly warnings!: readonly ClockWarningView[];

  @ApiProperty({ type: [HolderView], description: 'Who held the ball, and how long' })
  readonly holders!: readonly HolderView[];

  @ApiProperty({ type: [ClockView] })
  readonly clocks!: readonly ClockView[];
}
