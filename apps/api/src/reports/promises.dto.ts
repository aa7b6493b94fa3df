import type { FigureGrouping, PromiseOutcome } from '#libs/workflow';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

const GROUPINGS: readonly FigureGrouping[] = ['target', 'area', 'office', 'month'];
const OUTCOMES: readonly PromiseOutcome[] = ['kept', 'kept-late', 'missed', 'open', 'void'];
const OUTCOME_DESCRIPTION =
  '`kept` in time; `kept-late`: done, after it was broken; `missed`: broken and not done (yet); `open`: not decided; `void`: the case ended before it was due';

class PromisePeriodQuery {
  @ApiPropertyOptional({
    example: '2026-01',
    description: 'First month, `YYYY-MM`; eleven months before the last by default',
  })
  @IsOptional()
  @IsString()
  @MaxLength(10)
  readonly from?: string;

  @ApiPropertyOptional({ example: '2026-11', description: 'Last month; the present one by default' })
  @IsOptional()
  @IsString()
  @MaxLength(10)
  readonly to?: string;

  @ApiPropertyOptional({ example: 'triage-decision', description: 'Only this limit' })
  @IsOptional()
  @IsString()
  @Matches(/^[a-z][a-z0-9-]{0,79}$/)
  readonly target?: string;

  @ApiPropertyOptional({ example: 'ROL', description: 'Only this thematic area' })
  @IsOptional()
  @IsString()
  @Matches(/^[A-Z]{2,8}$/)
  readonly area?: string;

  @ApiPropertyOptional({ example: 'ROEA', description: 'Only promises this office held' })
  @IsOptional()
  @IsString()
  @Matches(/^[A-Z][A-Z0-9]{1,11}$/)
  readonly office?: string;
}

export class PromiseFiguresQuery extends PromisePeriodQuery {
  @ApiPropertyOptional({
    type: String,
    example: 'target,month',
    description:
      'What figures are grouped by, in any combination of target, area, office and month; `target` by default',
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @ArrayMaxSize(GROUPINGS.length)
  @ArrayUnique()
  @IsIn(GROUPINGS, { each: true })
  readonly by?: readonly FigureGrouping[];
}

export class PromiseListQuery extends PromisePeriodQuery {
  @ApiPropertyOptional({ enum: OUTCOMES, description: OUTCOME_DESCRIPTION })
  @IsOptional()
  @IsIn(OUTCOMES)
  readonly outcome?: PromiseOutcome;

  @ApiPropertyOptional({ format: 'uuid', description: 'From the `next` of the page before' })
  @IsOptional()
  @IsUUID()
  readonly after?: string;

  @ApiPropertyOptional({
    example: 50,
    minimum: 1,
    maximum: 100,
    description: 'A page ends with a whole case, so it may be a little longer',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit?: number;
}

class PromiseCountsView {
  @ApiProperty({ example: 40 })
  readonly kept!: number;

  @ApiProperty({ example: 3 })
  readonly 'kept-late'!: number;

  @ApiProperty({ example: 1 })
  readonly missed!: number;

  @ApiProperty({ example: 7 })
  readonly open!: number;

  @ApiProperty({ example: 2 })
  readonly void!: number;
}

class WorkingMinutesView {
  @ApiProperty({ example: 0 })
  readonly least!: number;

  @ApiProperty({ example: 480 })
  readonly median!: number;

  @ApiProperty({ example: 2400 })
  readonly most!: number;
}

class PromiseFigureView {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { target: 'triage-decision', month: '2026-11' },
    description: 'What the figure is about; an office is null where a case had none',
  })
  readonly group!: object;

  @ApiProperty({
    example: false,
    description:
      'The figure is withheld: it would tell of fewer than three strictly confidential cases, and you are not cleared',
  })
  readonly isWithheld!: boolean;

  @ApiProperty({ type: PromiseCountsView, nullable: true, description: OUTCOME_DESCRIPTION })
  readonly counts!: PromiseCountsView | null;

  @ApiProperty({ type: Number, nullable: true, example: 0.91, description: 'Kept in time, of all promises decided' })
  readonly keptShare!: number | null;

  @ApiProperty({ type: WorkingMinutesView, nullable: true, description: 'Working minutes to spare where it was kept' })
  readonly spareWorkingMinutes!: WorkingMinutesView | null;

  @ApiProperty({
    type: WorkingMinutesView,
    nullable: true,
    description: 'Working minutes too late where it was broken; still growing while a missed one is open',
  })
  readonly lateWorkingMinutes!: WorkingMinutesView | null;
}

export class PromiseReportView {
  @ApiProperty({ format: 'date-time', example: '2026-11-23T18:31:07.412Z' })
  readonly asOf!: string;

  @ApiProperty({ example: '2025-12' })
  readonly from!: string;

  @ApiProperty({ example: '2026-11' })
  readonly to!: string;

  @ApiProperty({ type: [PromiseFigureView] })
  readonly figures!: readonly PromiseFigureView[];
}

class ListedPromiseView {
  @ApiProperty({ format: 'uuid' })
  readonly caseId!: string;

  @ApiProperty({ example: 'KEN-2026-4T9XQ2' })
  readonly reference!: string;

  @ApiProperty({ example: 'triage-decision' })
  readonly target!: string;

  @ApiProperty({ example: 1 })
  readonly ordinal!: number;

  @ApiProperty({ example: 'ROL' })
  readonly area!: string;

  @ApiProperty({ type: String, nullable: true, example: 'ROEA' })
  readonly office!: string | null;

  @ApiProperty({ example: '2026-11', description: 'When it was decided; the present month for an open one' })
  readonly month!: string;

  @ApiProperty({ enum: OUTCOMES, description: OUTCOME_DESCRIPTION })
  readonly outcome!: string;

  @ApiProperty({ type: Number, nullable: true, example: -120, description: 'To spare or, below zero, too late' })
  readonly marginWorkingMinutes!: number | null;
}

export class PromiseListView {
  @ApiProperty({ format: 'date-time', example: '2026-11-23T18:31:07.412Z' })
  readonly asOf!: string;

  @ApiProperty({ type: [ListedPromiseView] })
  readonly items!: readonly ListedPromiseView[];

  @ApiProperty({ type: String, nullable: true, format: 'uuid', description: 'For `after`; null on the last page' })
  readonly next!: string | null;
}
