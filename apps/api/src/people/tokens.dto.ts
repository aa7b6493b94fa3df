import { LONGEST_TOKEN_DAYS, TOKEN_SCOPES } from '#libs/domain';
import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsIn,
  IsInt,
  IsOptional,
  Matches,
  Max,
  Min,
  MinLength,
} from 'class-validator';
import { IsPlainText } from '../http/plain-text.decorator.js';

const INSTANT = { format: 'date-time', example: '2027-02-21T18:31:07.412Z' };

export class MakeTokenBody {
  @ApiProperty({ example: 'Nightly copy into our register', maxLength: 100 })
  @IsPlainText(100)
  @MinLength(1)
  readonly name!: string;

  @ApiProperty({ enum: TOKEN_SCOPES, isArray: true, example: ['cases.read', 'reference.read'] })
  @IsIn(TOKEN_SCOPES, { each: true })
  @ArrayUnique()
  @ArrayMinSize(1)
  @ArrayMaxSize(TOKEN_SCOPES.length)
  readonly scopes!: readonly string[];

  @ApiProperty({ required: false, example: 'KEN', description: 'The State it acts for; or name an office' })
  @IsOptional()
  @Matches(/^[A-Z]{3}$/)
  readonly stateCode?: string;

  @ApiProperty({ required: false, example: 'ROEA', description: 'The office it acts for; or name a State' })
  @IsOptional()
  @Matches(/^[A-Z][A-Z0-9-]{1,19}$/)
  readonly officeCode?: string;

  @ApiProperty({ minimum: 1, maximum: LONGEST_TOKEN_DAYS, example: 90, description: 'It ends after so many days' })
  @IsInt()
  @Min(1)
  @Max(LONGEST_TOKEN_DAYS)
  readonly days!: number;
}

export class TokenView {
  @ApiProperty({ format: 'uuid', example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10' })
  readonly id!: string;

  @ApiProperty({ example: 'Nightly copy into our register' })
  readonly name!: string;

  @ApiProperty({ enum: TOKEN_SCOPES, isArray: true, example: ['cases.read', 'reference.read'] })
  readonly scopes!: readonly string[];

  @ApiProperty({ type: String, nullable: true, example: 'KEN' })
  readonly stateCode!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly officeCode!: string | null;

  @ApiProperty(INSTANT)
  readonly createdAt!: string;

  @ApiProperty(INSTANT)
  readonly expiresAt!: string;

  @ApiProperty({ ...INSTANT, type: String, nullable: true, description: 'To the minute' })
  readonly lastUsedAt!: string | null;
}

export class MadeTokenView extends TokenView {
  @ApiProperty({
    example: 'urt_9rVQmYgk1bW0m3Vt7wzI8C5m1m2kz0T3yqQ6bq0m7nE',
    description: 'Send it as `Authorization: Bearer …`. It is shown this once',
  })
  readonly token!: string;
}

export class TokenList {
  @ApiProperty({ type: [TokenView] })
  readonly items!: readonly TokenView[];
}
