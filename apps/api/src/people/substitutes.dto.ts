import { ROLE_KINDS } from '#libs/domain';
import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsISO8601, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';

const STATE = /^[A-Z]{3}$/;

export class NameSubstituteBody {
  @ApiProperty({ example: 'case-officer', description: 'A role the absent person holds themselves' })
  @IsString()
  @MinLength(1)
  @MaxLength(40)
  readonly role!: string;

  @ApiProperty({ example: 'KEN', required: false, description: 'The State it is held for' })
  @IsOptional()
  @Matches(STATE)
  readonly stateCode?: string;

  @ApiProperty({ example: 'ROEA', required: false, description: 'The office it is held for' })
  @IsOptional()
  @Matches(/^[A-Z0-9]{2,12}$/)
  readonly officeCode?: string;

  @ApiProperty({
    example: 'officer-2.roea@demo.example',
    description: 'A colleague who acts for the same State or office already',
  })
  @IsEmail()
  @MaxLength(254)
  readonly substituteEmail!: string;

  @ApiProperty({ example: '2026-12-20T00:00:00Z', format: 'date-time', required: false })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly fromAt?: string;

  @ApiProperty({ example: '2027-01-08T00:00:00Z', format: 'date-time' })
  @IsISO8601({ strict: true })
  readonly untilAt!: string;
}

export class NamedSubstituteView {
  @ApiProperty({ example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10', format: 'uuid' })
  readonly id!: string;
}

export class SubstitutionView extends NamedSubstituteView {
  @ApiProperty({ enum: Object.keys(ROLE_KINDS), example: 'case-officer' })
  readonly role!: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly stateCode!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'ROEA' })
  readonly officeCode!: string | null;

  @ApiProperty({ example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f11', format: 'uuid' })
  readonly absentPersonId!: string;

  @ApiProperty({ example: 'Wanjiru Otieno' })
  readonly absentPersonName!: string;

  @ApiProperty({ example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f12', format: 'uuid' })
  readonly substituteId!: string;

  @ApiProperty({ example: 'Omar Said' })
  readonly substituteName!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Wanjiru Otieno',
    description: 'The absent person, or whoever named a substitute for them',
  })
  readonly namedByName!: string | null;

  @ApiProperty({ example: '2026-12-20T00:00:00.000Z', format: 'date-time', description: 'It may lie ahead' })
  readonly fromAt!: string;

  @ApiProperty({ example: '2027-01-08T00:00:00.000Z', format: 'date-time' })
  readonly untilAt!: string;
}

export class MySubstitutesView {
  @ApiProperty({ type: [SubstitutionView], description: 'Who stands in for you' })
  readonly forMe!: readonly SubstitutionView[];

  @ApiProperty({ type: [SubstitutionView], description: 'For whom you stand in' })
  readonly byMe!: readonly SubstitutionView[];
}
