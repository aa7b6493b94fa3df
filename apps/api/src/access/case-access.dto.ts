import { SENSITIVITIES, type Sensitivity } from '#libs/domain';
import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsIn, IsISO8601, IsOptional, Matches, MaxLength, MinLength } from 'class-validator';
import { IsPlainText } from '../http/plain-text.decorator.js';

const REASON = { maxLength: 500, example: 'Interprets at the hearings of the case' };
const INSTANT = { format: 'date-time', example: '2026-12-01T12:00:00.000Z' };
const PERSON_ID = { format: 'uuid', example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f12' };

export class SetSensitivityBody {
  @ApiProperty({ enum: SENSITIVITIES, example: 'strictly-confidential' })
  @IsIn(SENSITIVITIES)
  readonly sensitivity!: Sensitivity;

  @ApiProperty({ ...REASON, example: 'The request names witnesses' })
  @IsPlainText(500)
  @MinLength(1)
  readonly reason!: string;
}

export class NameReaderBody {
  @ApiProperty({ example: 'w.otieno@justice.example', maxLength: 254 })
  @IsEmail()
  @MaxLength(254)
  readonly email!: string;

  @ApiProperty(REASON)
  @IsPlainText(500)
  @MinLength(1)
  readonly reason!: string;

  @ApiProperty({ ...INSTANT, required: false, description: 'No end where it is absent' })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly untilAt?: string;
}

export class EmergencyAccessBody {
  @ApiProperty({ example: 'KEN-2026-7QX4MT', description: 'Of the case, as people call it' })
  @Matches(/^[A-Z0-9][A-Z0-9-]{2,39}$/)
  readonly reference!: string;

  @ApiProperty({ ...REASON, minLength: 10, example: 'Life in danger; the officer in charge cannot be reached' })
  @IsPlainText(500)
  @MinLength(10)
  readonly reason!: string;
}

export class NamedReaderItem {
  @ApiProperty(PERSON_ID)
  readonly personId!: string;

  @ApiProperty({ example: 'Wanjiru Otieno' })
  readonly displayName!: string;

  @ApiProperty({ example: 'Focal point, Kenya' })
  readonly namedByName!: string;

  @ApiProperty(REASON)
  readonly reason!: string;

  @ApiProperty({ example: false, description: 'Whether the person broke the glass' })
  readonly isEmergency!: boolean;

  @ApiProperty(INSTANT)
  readonly namedAt!: string;

  @ApiProperty({ ...INSTANT, type: String, nullable: true })
  readonly untilAt!: string | null;
}

export class NamedReaderList {
  @ApiProperty({ type: [NamedReaderItem] })
  readonly items!: readonly NamedReaderItem[];
}

export class ReaderNamedView {
  @ApiProperty(PERSON_ID)
  readonly personId!: string;
}

export class ReaderGroupItem {
  @ApiProperty({ example: 'office-head' })
  readonly role!: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly stateCode!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'ROEA' })
  readonly officeCode!: string | null;

  @ApiProperty({ example: 3, description: 'At most one a session and hour' })
  readonly readings!: number;

  @ApiProperty({ example: 1 })
  readonly people!: number;

  @ApiProperty(INSTANT)
  readonly firstAt!: string;

  @ApiProperty(INSTANT)
  readonly lastAt!: string;
}

export class ReaderGroupList {
  @ApiProperty({
    type: [ReaderGroupItem],
    description: 'The latest first; empty for a case that is not held so closely',
  })
  readonly items!: readonly ReaderGroupItem[];
}

export class EmergencyAccessView {
  @ApiProperty({ ...INSTANT, description: 'If there is such a case, it is open to you until then' })
  readonly untilAt!: string;
}

export class EmergencyAccessItem {
  @ApiProperty({ format: 'uuid', example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10' })
  readonly caseId!: string;

  @ApiProperty({ example: 'KEN-2026-7QX4MT' })
  readonly reference!: string;

  @ApiProperty({ example: 'Life in danger; the officer in charge cannot be reached' })
  readonly reason!: string;

  @ApiProperty(INSTANT)
  readonly untilAt!: string;
}

export class EmergencyAccessList {
  @ApiProperty({ type: [EmergencyAccessItem] })
  readonly items!: readonly EmergencyAccessItem[];
}
