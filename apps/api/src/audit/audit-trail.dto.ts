import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsISO8601, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';

const ID = '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10';
const AT = '2026-11-23T19:40:00.000Z';

export class AuditTrailQuery {
  @ApiProperty({ example: 'glass-broken', required: false, description: 'Only what is of this kind' })
  @IsOptional()
  @Matches(/^[a-z-]{1,60}$/)
  readonly kind?: string;

  @ApiProperty({ example: ID, format: 'uuid', required: false, description: 'Only what this person did' })
  @IsOptional()
  @IsUUID()
  readonly actorId?: string;

  @ApiProperty({ example: ID, format: 'uuid', required: false, description: 'Only what is about this' })
  @IsOptional()
  @IsUUID()
  readonly subjectId?: string;

  @ApiProperty({ example: AT, format: 'date-time', required: false, description: 'From this instant on' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  readonly fromAt?: string;

  @ApiProperty({ example: AT, format: 'date-time', required: false, description: 'Before this instant' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  readonly toAt?: string;

  @ApiProperty({ example: 50, minimum: 1, maximum: 100, default: 50, required: false })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit?: number;

  @ApiProperty({ required: false, description: 'From the link of a page, unchanged' })
  @IsOptional()
  @Matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  readonly cursor?: string;
}

export class AuditRecordView {
  @ApiProperty({ format: 'uuid', example: ID })
  readonly id!: string;

  @ApiProperty({ example: 'glass-broken' })
  readonly kind!: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    example: ID,
    description: 'Who did it; null for the system and for operators at the command line',
  })
  readonly actorId!: string | null;

  @ApiProperty({ example: 'case', description: 'What kind of thing it is about' })
  readonly subjectType!: string;

  @ApiProperty({ format: 'uuid', example: ID })
  readonly subjectId!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, example: { hours: 4 }, description: 'Codes and ids' })
  readonly detail!: Readonly<Record<string, unknown>>;

  @ApiProperty({ format: 'date-time', example: AT })
  readonly occurredAt!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '4711',
    description: 'Its number in the chain, by which `cli audit verify` names it; null until it is sealed',
  })
  readonly entry!: string | null;
}

export class AuditPageView {
  @ApiProperty({ type: [AuditRecordView] })
  readonly items!: readonly AuditRecordView[];

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly nextCursor!: string | null;
}

export class ChainHeadView {
  @ApiProperty({
    type: String,
    nullable: true,
    example: '4711',
    description: 'The latest entry; null before the first',
  })
  readonly entry!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    description: 'SHA-256 over everything up to it. Written down elsewhere, it shows any rewriting of what came before',
  })
  readonly chainHash!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: AT })
  readonly sealedAt!: string | null;
}
