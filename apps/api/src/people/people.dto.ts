import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsEmail, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { HeldRoleView } from './me.dto.js';

const ID = { format: 'uuid', example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10' };
const ISSUER = { example: 'https://id.example.org', maxLength: 500 };
const SUBJECT = { example: '248289761001', maxLength: 255 };

export class PeopleQuery {
  @ApiProperty({ example: 'w.otieno@justice.example', required: false, maxLength: 254 })
  @IsOptional()
  @IsEmail()
  @MaxLength(254)
  readonly email?: string;

  @ApiProperty({ required: false, minimum: 1, maximum: 100, example: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit?: number;

  @ApiProperty({ ...ID, required: false, description: 'From `nextCursor` of the page before' })
  @IsOptional()
  @IsUUID()
  readonly cursor?: string;
}

export class ListedPersonView {
  @ApiProperty(ID)
  readonly id!: string;

  @ApiProperty({ example: 'w.otieno@justice.example' })
  readonly email!: string;

  @ApiProperty({ example: 'Wanjiru Otieno' })
  readonly displayName!: string;

  @ApiProperty({ example: true })
  readonly isActive!: boolean;

  @ApiProperty({ example: false, description: 'Cleared for strictly confidential cases' })
  readonly isCleared!: boolean;

  @ApiProperty({ type: [HeldRoleView], description: 'Roles in force' })
  readonly roles!: readonly HeldRoleView[];
}

export class PeoplePageView {
  @ApiProperty({ type: [ListedPersonView] })
  readonly items!: readonly ListedPersonView[];

  @ApiProperty({ ...ID, type: String, nullable: true })
  readonly nextCursor!: string | null;
}

export class LinkIdentityBody {
  @ApiProperty({ ...ISSUER, description: 'The address the provider signs as (`iss`), letter by letter' })
  @IsString()
  @MaxLength(500)
  readonly issuer!: string;

  @ApiProperty({ ...SUBJECT, description: 'The provider’s own key of the person (`sub`); never an address' })
  @IsString()
  @MaxLength(255)
  readonly subject!: string;
}

export class IdentityView {
  @ApiProperty(ID)
  readonly id!: string;

  @ApiProperty(ISSUER)
  readonly issuer!: string;

  @ApiProperty(SUBJECT)
  readonly subject!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-24T08:31:07.412Z' })
  readonly linkedAt!: string;
}

export class IdentityList {
  @ApiProperty({ type: [IdentityView], description: 'The first linked first' })
  readonly items!: readonly IdentityView[];
}
