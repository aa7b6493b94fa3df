import { LANGUAGES, ROLE_KINDS } from '#libs/domain';
import { ACCOUNT_STATUSES } from '#libs/infrastructure';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsISO8601,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { MayBeLeftOut } from '../http/may-be-left-out.decorator.js';
import { IsPlainText } from '../http/plain-text.decorator.js';

const STATE = /^[A-Z]{3}$/;
const OFFICE = /^[A-Z][A-Z0-9-]{1,19}$/;
const ROLES = Object.keys(ROLE_KINDS);

export class RoleBody {
  @ApiProperty({ enum: ROLES, example: 'case-officer', description: 'Focal points come by mandate: POST /mandates' })
  @IsIn(ROLES)
  readonly role!: string;

  @ApiProperty({ example: 'KEN', required: false, description: 'The State it is held for (ISO 3166-1 alpha-3)' })
  @MayBeLeftOut()
  @Matches(STATE)
  readonly stateCode?: string;

  @ApiProperty({ example: 'ROEA', required: false, description: 'The office it is held for' })
  @MayBeLeftOut()
  @Matches(OFFICE)
  readonly officeCode?: string;
}

export class EnterAccountBody {
  @ApiProperty({ example: 'w.otieno@office.example', maxLength: 254 })
  @IsEmail()
  @MaxLength(254)
  readonly email!: string;

  @ApiProperty({ example: 'Wanjiru Otieno', maxLength: 200 })
  @IsPlainText(200)
  @MinLength(1)
  readonly displayName!: string;

  @ApiProperty({ enum: LANGUAGES, example: 'en' })
  @IsIn(LANGUAGES)
  readonly language!: (typeof LANGUAGES)[number];

  @ApiProperty({ example: 'Africa/Nairobi', description: 'IANA name' })
  @IsString()
  @MaxLength(64)
  readonly timeZone!: string;

  @ApiProperty({
    example: false,
    default: false,
    required: false,
    description: 'May read strictly confidential cases that the roles would otherwise keep from the person',
  })
  @MayBeLeftOut()
  @IsBoolean()
  readonly isCleared?: boolean;

  @ApiProperty({ type: [RoleBody], maxItems: 20, example: [{ role: 'case-officer', officeCode: 'ROEA' }] })
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => RoleBody)
  readonly roles!: readonly RoleBody[];
}

export class GrantRoleBody extends RoleBody {
  @ApiProperty({
    example: '2026-12-01T00:00:00Z',
    format: 'date-time',
    required: false,
    description: 'At once where it is absent or past',
  })
  @MayBeLeftOut()
  @IsISO8601({ strict: true })
  readonly fromAt?: string;

  @ApiProperty({
    example: '2027-11-30T23:59:59Z',
    format: 'date-time',
    required: false,
    description: 'No end where it is absent',
  })
  @MayBeLeftOut()
  @IsISO8601({ strict: true })
  readonly untilAt?: string;
}

export class EndRoleBody {
  @ApiProperty({ example: 'Moved to another office', maxLength: 500 })
  @IsPlainText(500)
  @MinLength(1)
  readonly reason!: string;

  @ApiProperty({
    example: '2026-12-31T23:00:00Z',
    format: 'date-time',
    required: false,
    description: 'At once where it is absent or past',
  })
  @MayBeLeftOut()
  @IsISO8601({ strict: true })
  readonly at?: string;
}

export class PeopleQuery {
  @ApiProperty({ enum: ROLES, example: 'case-officer', required: false, description: 'Of a role in force' })
  @MayBeLeftOut()
  @IsIn(ROLES)
  readonly role?: string;

  @ApiProperty({ example: 'KEN', required: false, description: 'Of the same role, where both are given' })
  @MayBeLeftOut()
  @Matches(STATE)
  readonly stateCode?: string;

  @ApiProperty({ example: 'ROEA', required: false, description: 'Of the same role, where both are given' })
  @MayBeLeftOut()
  @Matches(OFFICE)
  readonly officeCode?: string;

  @ApiProperty({
    enum: ACCOUNT_STATUSES,
    required: false,
    description: '`pending`: nobody has taken the account up yet; there is no way to sign in to it',
  })
  @MayBeLeftOut()
  @IsIn(ACCOUNT_STATUSES)
  readonly status?: (typeof ACCOUNT_STATUSES)[number];

  @ApiProperty({
    example: 'wanj',
    maxLength: 100,
    required: false,
    description: 'The beginning of the name or of the address, in whatever letters',
  })
  @MayBeLeftOut()
  @IsPlainText(100)
  @Length(1, 100)
  readonly search?: string;

  @ApiProperty({ example: 50, minimum: 1, maximum: 100, default: 50, required: false })
  @MayBeLeftOut()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit?: number;

  @ApiProperty({ required: false, description: 'From the link of a page, unchanged' })
  @MayBeLeftOut()
  @IsUUID()
  readonly cursor?: string;
}
