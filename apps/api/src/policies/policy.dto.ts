import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsNotEmpty, IsObject, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

const LIMITS_EXAMPLE = {
  'triage-decision': {
    emergency: { amount: 48, unit: 'hours' },
    urgent: { amount: 5, unit: 'working-days' },
    routine: { amount: 10, unit: 'working-days' },
  },
};
const LIMITS_DESCRIPTION =
  'The promises whose limits differ from the lifecycle’s, each with a limit for every urgency; a promise left out keeps the lifecycle’s';
const LIMITS = {
  type: 'object',
  additionalProperties: true,
  example: LIMITS_EXAMPLE,
  description: LIMITS_DESCRIPTION,
} as const;
const PERSON = {
  type: String,
  nullable: true,
  format: 'uuid',
  description: 'Null where an operator at the command line did it',
} as const;

class LimitAmountView {
  @ApiProperty({ example: 10 })
  readonly amount!: number;

  @ApiProperty({ example: 'working-days', enum: ['hours', 'working-days', 'calendar-days'] })
  readonly unit!: string;
}

class LimitsByUrgencyView {
  @ApiProperty({ type: LimitAmountView })
  readonly emergency!: LimitAmountView;

  @ApiProperty({ type: LimitAmountView })
  readonly urgent!: LimitAmountView;

  @ApiProperty({ type: LimitAmountView })
  readonly routine!: LimitAmountView;
}

class LimitInForceView {
  @ApiProperty({ example: 'triage-decision' })
  readonly target!: string;

  @ApiProperty({ type: LimitsByUrgencyView })
  readonly limits!: LimitsByUrgencyView;

  @ApiProperty({ type: LimitsByUrgencyView, description: 'What the lifecycle of the area itself says' })
  readonly lifecycleLimits!: LimitsByUrgencyView;

  @ApiProperty({ example: true, description: 'Whether the limits in force were settled here' })
  readonly isSettled!: boolean;

  @ApiProperty({ example: 'Project choice', description: 'The practice the lifecycle’s limit follows' })
  readonly basis!: string;
}

export class PolicyView {
  @ApiProperty({ example: 'ROL' })
  readonly area!: string;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 3,
    description: 'One series over all areas; null where the limits were never changed',
  })
  readonly version!: number | null;

  @ApiProperty({ ...LIMITS, description: `${LIMITS_DESCRIPTION}: what a proposal starts from` })
  readonly settled!: object;

  @ApiProperty({ type: [LimitInForceView] })
  readonly limits!: readonly LimitInForceView[];
}

export class PolicyVersionView {
  @ApiProperty({ example: 3 })
  readonly version!: number;

  @ApiProperty(LIMITS)
  readonly limits!: object;

  @ApiProperty({ example: 'Triage is quicker since the desk has two officers' })
  readonly reason!: string;

  @ApiProperty(PERSON)
  readonly proposedBy!: string | null;

  @ApiProperty(PERSON)
  readonly inForceBy!: string | null;

  @ApiProperty({ format: 'date-time', example: '2026-12-05T08:30:00.000Z' })
  readonly inForceAt!: string;
}

export class PolicyVersionList {
  @ApiProperty({ type: [PolicyVersionView] })
  readonly items!: readonly PolicyVersionView[];
}

export class PolicyProposalView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ example: 'ROL' })
  readonly area!: string;

  @ApiProperty({ type: Number, nullable: true, example: 2, description: 'The version it was made on top of' })
  readonly basedOnVersion!: number | null;

  @ApiProperty(LIMITS)
  readonly limits!: object;

  @ApiProperty({ example: 'Triage is quicker since the desk has two officers' })
  readonly reason!: string;

  @ApiProperty(PERSON)
  readonly proposedBy!: string | null;

  @ApiProperty({ format: 'date-time', example: '2026-12-04T08:30:00.000Z' })
  readonly proposedAt!: string;
}

export class PolicyProposalList {
  @ApiProperty({ type: [PolicyProposalView] })
  readonly items!: readonly PolicyProposalView[];
}

export class PolicyProposalReference {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
}

export class PolicyPublishedView {
  @ApiProperty({ example: 3 })
  readonly version!: number;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uuid',
    description:
      'The background work that recomputes live deadlines, to be followed at /policy-replays/{id}; null where the area has none',
  })
  readonly replayId!: string | null;
}

export class PolicyRehearsalBody {
  @ApiProperty(LIMITS)
  @IsObject()
  readonly limits!: object;
}

export class PolicyProposalBody extends PolicyRehearsalBody {
  @ApiProperty({ example: 'ROL' })
  @IsString()
  @Matches(/^[A-Z]{2,8}$/)
  readonly area!: string;

  @ApiProperty({
    example: 'Triage is quicker since the desk has two officers',
    description: 'Kept with the version and in the history of each case whose deadlines it moves',
  })
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  readonly reason!: string;
}

export class PolicyProposalsQuery {
  @ApiPropertyOptional({ example: 'ROL' })
  @IsOptional()
  @IsString()
  @Matches(/^[A-Z]{2,8}$/)
  readonly area?: string;
}
