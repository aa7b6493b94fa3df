import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { CASE_ORDERS, type CaseOrder } from '#libs/infrastructure';

const PHASES = ['intake', 'assignment', 'planning', 'delivery', 'closure', 'closed'];

/** How the list is narrowed, ordered and paged. Everything that is not named here is refused. */
export class CaseListQuery {
  @ApiProperty({ required: false, example: 'MLI' })
  @IsOptional()
  @Matches(/^[A-Z]{3}$/)
  readonly requestingState?: string;

  @ApiProperty({ required: false, example: 'FIR' })
  @IsOptional()
  @Matches(/^[A-Z][A-Z0-9-]{1,19}$/)
  readonly area?: string;

  @ApiProperty({ required: false, example: 'ROSEN' })
  @IsOptional()
  @Matches(/^[A-Z][A-Z0-9-]{1,19}$/)
  readonly leadOffice?: string;

  @ApiProperty({ required: false, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  readonly caseOfficerId?: string;

  @ApiProperty({ required: false, enum: PHASES })
  @IsOptional()
  @IsIn(PHASES)
  readonly phase?: string;

  @ApiProperty({ required: false, enum: ['emergency', 'urgent', 'routine'] })
  @IsOptional()
  @IsIn(['emergency', 'urgent', 'routine'])
  readonly urgency?: string;

  @ApiProperty({ required: false, type: Boolean })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  readonly isOpen?: boolean;

  @ApiProperty({
    required: false,
    enum: CASE_ORDERS,
    default: '-changedAt',
    description:
      'What changed last first; what is due first first, and where nothing is due last; or as they were begun (id, -id): ' +
      'the order that stands while cases change, for whoever wants to meet every case once',
  })
  @IsOptional()
  @IsIn(CASE_ORDERS)
  readonly sort?: CaseOrder;

  @ApiProperty({ required: false, minimum: 1, maximum: 100, default: 50 })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit?: number;

  @ApiProperty({ required: false, description: 'From the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly cursor?: string;
}

export class HistoryQuery {
  @ApiProperty({ required: false, minimum: 0, default: 0, description: 'Entries after this sequence' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(0)
  readonly after?: number;
}
