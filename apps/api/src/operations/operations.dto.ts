import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  MinLength,
} from 'class-validator';
import { MayBeLeftOut } from '../http/may-be-left-out.decorator.js';
import { IsPlainText } from '../http/plain-text.decorator.js';

const CODE = /^[\w.-]{1,100}$/;
const ID = '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10';

class GivenUpSelection {
  @ApiProperty({ example: 'mail.send', required: false })
  @IsOptional()
  @Matches(CODE)
  readonly topic?: string;

  @ApiProperty({ example: 'mail.refused', required: false })
  @IsOptional()
  @Matches(CODE)
  readonly cause?: string;
}

export class GivenUpQuery extends GivenUpSelection {
  @ApiProperty({ example: 50, minimum: 1, maximum: 100, default: 50, required: false })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit?: number;

  @ApiProperty({ required: false, description: 'From the link of a page, unchanged' })
  @IsOptional()
  @Matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z_[0-9a-f-]{36}$/)
  readonly cursor?: string;
}

export class RetryBody extends GivenUpSelection {
  @ApiProperty({ example: [ID], required: false, description: 'Either messages by id or `all`' })
  @MayBeLeftOut()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1_000)
  @IsUUID(undefined, { each: true })
  readonly ids?: string[];

  @ApiProperty({ example: true, required: false, description: 'Every one that fits topic and cause' })
  @MayBeLeftOut()
  @IsBoolean()
  readonly all?: boolean;
}

export class DiscardBody extends RetryBody {
  @ApiProperty({ example: 'The address was a typing error', maxLength: 500, description: 'Kept with the messages' })
  @IsPlainText(500)
  @MinLength(1)
  readonly reason!: string;
}

export class GivenUpView {
  @ApiProperty({ format: 'uuid', example: ID })
  readonly id!: string;

  @ApiProperty({ example: 'mail.send' })
  readonly topic!: string;

  @ApiProperty({ type: String, nullable: true, format: 'uuid', example: ID })
  readonly caseId!: string | null;

  @ApiProperty({ example: 'mail.refused' })
  readonly cause!: string;

  @ApiProperty({ example: 1 })
  readonly tries!: number;

  @ApiProperty({ example: '2026-11-23T19:40:00.000Z', format: 'date-time' })
  readonly createdAt!: string;

  @ApiProperty({ example: '2026-11-23T19:41:00.000Z', format: 'date-time' })
  readonly givenUpAt!: string;
}

export class GivenUpPageView {
  @ApiProperty({ type: [GivenUpView] })
  readonly items!: readonly GivenUpView[];

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly nextCursor!: string | null;
}

export class ChangedView {
  @ApiProperty({ example: 3, description: 'How many messages' })
  readonly changed!: number;
}

export class OutboxFiguresView {
  @ApiProperty({ example: 0 })
  readonly waiting!: number;

  @ApiProperty({ example: 0, description: 'Age of the oldest message due and not yet handed to the queue' })
  readonly oldestWaitingSeconds!: number;

  @ApiProperty({ example: 2 })
  readonly inFlight!: number;

  @ApiProperty({ example: 0 })
  readonly givenUp!: number;

  @ApiProperty({ example: 0 })
  readonly overdueClocks!: number;

  @ApiProperty({ example: 0 })
  readonly failingClocks!: number;
}

class QueueCountsView {
  @ApiProperty({ example: 0 })
  readonly waiting!: number;

  @ApiProperty({ example: 1 })
  readonly active!: number;

  @ApiProperty({ example: 0 })
  readonly delayed!: number;

  @ApiProperty({ example: 0 })
  readonly failed!: number;

  @ApiProperty({ example: 812 })
  readonly completed!: number;
}

class FailedJobView {
  @ApiProperty({ example: `${ID}.0` })
  readonly id!: string;

  @ApiProperty({ example: 'mail.send' })
  readonly name!: string;

  @ApiProperty({ example: 'mail.not_taken' })
  readonly cause!: string;

  @ApiProperty({ example: 5 })
  readonly attempts!: number;

  @ApiProperty({ type: String, nullable: true, example: '2026-11-23T19:40:00.000Z', format: 'date-time' })
  readonly failedAt!: string | null;
}

export class QueueStateView {
  @ApiProperty({ example: 'mail' })
  readonly name!: string;

  @ApiProperty({ example: false })
  readonly isPaused!: boolean;

  @ApiProperty({ type: QueueCountsView })
  readonly counts!: QueueCountsView;

  @ApiProperty({ type: [FailedJobView], description: 'The latest twenty' })
  readonly failed!: readonly FailedJobView[];
}

export class QueuesView {
  @ApiProperty({ enum: ['redis', 'postgres'], example: 'redis' })
  readonly backend!: string;

  @ApiProperty({ type: OutboxFiguresView, description: 'The truth, in the database' })
  readonly outbox!: OutboxFiguresView;

  @ApiProperty({ type: [QueueStateView], description: 'What the queue carries of it at the moment' })
  readonly queues!: readonly QueueStateView[];
}
