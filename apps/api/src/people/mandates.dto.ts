import { LANGUAGES } from '#libs/domain';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsEmail,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

const STATE = /^[A-Z]{3}$/;

export class ProposedPersonBody {
  @ApiProperty({ example: 'w.otieno@justice.example', maxLength: 254 })
  @IsEmail()
  @MaxLength(254)
  readonly email!: string;

  @ApiProperty({ example: 'Wanjiru Otieno', maxLength: 200 })
  @IsString()
  @Length(1, 200)
  readonly displayName!: string;

  @ApiProperty({ enum: LANGUAGES, example: 'en' })
  @IsIn(LANGUAGES)
  readonly language!: (typeof LANGUAGES)[number];

  @ApiProperty({ example: 'Africa/Nairobi', description: 'IANA name' })
  @IsString()
  @MaxLength(64)
  readonly timeZone!: string;
}

export class ProposeMandateBody {
  @ApiProperty({ example: 'KEN', description: 'ISO 3166-1 alpha-3' })
  @Matches(STATE)
  readonly stateCode!: string;

  @ApiProperty({ type: ProposedPersonBody })
  @IsObject()
  @ValidateNested()
  @Type(() => ProposedPersonBody)
  readonly person!: ProposedPersonBody;

  @ApiProperty({
    example: '2026-12-01T00:00:00Z',
    format: 'date-time',
    required: false,
    description: 'At once where it is absent or past',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly fromAt?: string;

  @ApiProperty({
    example: '2028-11-30T23:59:59Z',
    format: 'date-time',
    required: false,
    description: 'No end where it is absent',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly untilAt?: string;

  @ApiProperty({ example: 'Note verbale 482/2026 of 20 November 2026', maxLength: 500 })
  @IsString()
  @Length(1, 500)
  readonly grounds!: string;

  @ApiProperty({
    example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10',
    format: 'uuid',
    required: false,
    description: 'The mandate that ends when this one begins; drafts, open cases and notices pass over',
  })
  @IsOptional()
  @IsUUID()
  readonly succeeds?: string;
}

export class EndMandateBody {
  @ApiProperty({ example: 'Posted abroad', maxLength: 500 })
  @IsString()
  @Length(1, 500)
  readonly reason!: string;

  @ApiProperty({
    example: '2026-12-31T23:00:00Z',
    format: 'date-time',
    required: false,
    description: 'At once where it is absent or past',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly at?: string;
}

export class MandateListQuery {
  @ApiProperty({ example: 'KEN', required: false })
  @IsOptional()
  @Matches(STATE)
  readonly stateCode?: string;

  @ApiProperty({ enum: ['proposed'], required: false, description: 'Only those that wait for a second person' })
  @IsOptional()
  @IsIn(['proposed'])
  readonly status?: 'proposed';

  @ApiProperty({ example: 50, minimum: 1, maximum: 100, default: 50, required: false })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit?: number;

  @ApiProperty({ required: false, description: 'From the link of a page, unchanged' })
  @IsOptional()
  @IsUUID()
  readonly cursor?: string;
}

export class MandateView {
  @ApiProperty({ example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10', format: 'uuid' })
  readonly id!: string;

  @ApiProperty({
    enum: ['proposed', 'endorsed', 'in-force', 'ended'],
    example: 'proposed',
    description: 'An endorsed mandate waits for its date',
  })
  readonly status!: string;

  @ApiProperty({ example: 'KEN' })
  readonly stateCode!: string;

  @ApiProperty({ example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f11', format: 'uuid' })
  readonly personId!: string;

  @ApiProperty({ example: 'Wanjiru Otieno' })
  readonly displayName!: string;

  @ApiProperty({ example: 'w.otieno@justice.example' })
  readonly email!: string;

  @ApiProperty({ example: '2026-12-01T00:00:00.000Z', format: 'date-time' })
  readonly fromAt!: string;

  @ApiProperty({ type: String, nullable: true, example: '2028-11-30T23:59:59.000Z', format: 'date-time' })
  readonly untilAt!: string | null;

  @ApiProperty({ example: 'Note verbale 482/2026 of 20 November 2026' })
  readonly grounds!: string;

  @ApiProperty({ type: String, nullable: true, example: 'Focal point, Kenya' })
  readonly proposedBy!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Permanent Mission, Kenya' })
  readonly endorsedBy!: string | null;

  @ApiProperty({ type: String, nullable: true, example: '2026-11-23T19:40:00.000Z', format: 'date-time' })
  readonly endorsedAt!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null, format: 'uuid' })
  readonly succeeds!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly endedReason!: string | null;
}

export class MandatePageView {
  @ApiProperty({ type: [MandateView] })
  readonly items!: readonly MandateView[];

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly nextCursor!: string | null;
}
