import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { MayBeLeftOut } from '../http/may-be-left-out.decorator.js';
import { IsPlainText } from '../http/plain-text.decorator.js';

const URGENCIES = ['emergency', 'urgent', 'routine'] as const;
const CODE = /^[A-Z][A-Z0-9-]{1,19}$/;

const isAttachedOrGiven =
  (field: 'kind' | 'date') =>
  (letter: LetterBody): boolean =>
    letter.status === 'attached' || letter[field] !== undefined;

/** Nothing can be said of a letter that is only promised: it would be lost without a word. */
function OnlyWhenAttached(): PropertyDecorator {
  return ValidateBy({
    name: 'onlyWhenAttached',
    validator: {
      validate: (_, argument) => (argument?.object as LetterBody | undefined)?.status !== 'promised',
      defaultMessage: () => 'Give this with the letter itself; one that is promised has none yet',
    },
  });
}

/** The official letter or note verbale, or the promise of one. */
export class LetterBody {
  @ApiProperty({
    enum: ['attached', 'promised'],
    description: '`promised` is taken for emergencies only; the letter then follows',
  })
  @IsIn(['attached', 'promised'])
  readonly status!: 'attached' | 'promised';

  @ApiProperty({ enum: ['note-verbale', 'letter-of-request'], required: false })
  @ValidateIf(isAttachedOrGiven('kind'))
  @OnlyWhenAttached()
  @IsIn(['note-verbale', 'letter-of-request'])
  readonly kind?: 'note-verbale' | 'letter-of-request';

  @ApiProperty({ required: false, example: 'MFA/VIE/2026/0417', description: 'The number the authority gave it' })
  @IsOptional()
  @OnlyWhenAttached()
  @IsPlainText(100)
  readonly number?: string | null;

  @ApiProperty({ required: false, example: '2026-11-20' })
  @ValidateIf(isAttachedOrGiven('date'))
  @OnlyWhenAttached()
  @Matches(/^\d{4}-\d\d-\d\d$/, { message: 'date must be a calendar date, for example 2026-11-20' })
  @IsISO8601({ strict: true }, { message: 'date must be a day that exists' })
  readonly date?: string;

  @ApiProperty({ required: false, example: 'Permanent Mission, Vienna' })
  @IsOptional()
  @OnlyWhenAttached()
  @IsPlainText(300)
  readonly signatory?: string | null;
}

/** What the State writes. Anything may be left out while it is a draft. */
export class RequestBody {
  @ApiProperty({ required: false, example: 'Review of the firearms and ammunition law', maxLength: 200 })
  @MayBeLeftOut()
  @IsPlainText(200)
  readonly title?: string;

  @ApiProperty({
    required: false,
    example: 'The State is revising its law on firearms and asks for a gap analysis.',
    maxLength: 20_000,
  })
  @MayBeLeftOut()
  @IsPlainText(20_000)
  readonly summary?: string;

  @ApiProperty({
    required: false,
    example: 'National commission against the proliferation of light weapons',
    maxLength: 300,
  })
  @MayBeLeftOut()
  @IsPlainText(300)
  readonly beneficiary?: string;

  @ApiProperty({ required: false, example: 'LEG-DRAFT', description: 'A code of /reference/assistance-types' })
  @MayBeLeftOut()
  @IsString()
  @Matches(/^([A-Z][A-Z0-9-]{1,19})?$/)
  readonly assistanceType?: string;

  @ApiProperty({ required: false, type: [String], example: ['NEEDS'], maxItems: 13 })
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(13)
  @Matches(CODE, { each: true })
  readonly otherAssistanceTypes?: readonly string[];

  @ApiProperty({
    required: false,
    type: Boolean,
    nullable: true,
    description: 'Whether police, military or other security forces would receive the assistance',
  })
  @IsOptional()
  @IsBoolean()
  readonly involvesSecurityForces?: boolean | null;

  @ApiProperty({ required: false, type: LetterBody, nullable: true })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => LetterBody)
  readonly letter?: LetterBody | null;
}

export class BeginRequestBody {
  @ApiProperty({ example: 'MLI', description: 'The State that asks: ISO 3166-1 alpha-3' })
  @Length(3, 3)
  @Matches(/^[A-Z]{3}$/, { message: 'requestingState must be three capital letters (ISO 3166-1 alpha-3)' })
  readonly requestingState!: string;

  @ApiProperty({ example: 'FIR', description: 'A code of /reference/areas' })
  @Matches(CODE, { message: 'area must be a code of /reference/areas' })
  readonly area!: string;

  @ApiProperty({ enum: URGENCIES, example: 'routine' })
  @IsIn(URGENCIES)
  readonly urgency!: (typeof URGENCIES)[number];

  @ApiProperty({ type: RequestBody })
  @IsNotEmpty()
  @IsObject()
  @ValidateNested()
  @Type(() => RequestBody)
  readonly request!: RequestBody;
}

export class EditRequestBody {
  @ApiProperty({ required: false, example: 'FIR' })
  @MayBeLeftOut()
  @Matches(CODE, { message: 'area must be a code of /reference/areas' })
  readonly area?: string;

  @ApiProperty({ required: false, enum: URGENCIES })
  @MayBeLeftOut()
  @IsIn(URGENCIES)
  readonly urgency?: (typeof URGENCIES)[number];

  @ApiProperty({ required: false, type: RequestBody, description: 'Only the fields given change' })
  @MayBeLeftOut()
  @IsObject()
  @ValidateNested()
  @Type(() => RequestBody)
  readonly request?: RequestBody;
}
