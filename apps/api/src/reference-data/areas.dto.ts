import { type Language, LANGUAGES, SENSITIVITIES, type Sensitivity } from '#libs/domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const ALL_NAMES = 'With `names=all`: by language';

/** A coded entry with a name; `nameLanguage` says which language the name is really in. */
export class NamedItem {
  @ApiProperty({ example: 'PIR' })
  readonly code!: string;

  @ApiProperty({ example: 'Piracy and maritime crime' })
  readonly name!: string;

  @ApiProperty({
    enum: LANGUAGES,
    example: 'en',
    description: 'English where the source has no name in the language asked for',
  })
  readonly nameLanguage!: Language;

  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' }, description: ALL_NAMES })
  readonly names?: Readonly<Record<string, string>>;
}

export class AreaItem extends NamedItem {
  @ApiProperty({ example: 'PIR', description: 'Areas of one family are counted together' })
  readonly family!: string;

  @ApiProperty({ type: [Number], example: [18, 24], description: 'Paragraphs of General Assembly resolution 66/181' })
  readonly resolutionParagraphs!: readonly number[];

  @ApiProperty({ enum: SENSITIVITIES, example: 'confidential' })
  readonly defaultSensitivity!: Sensitivity;

  @ApiProperty({ example: true })
  readonly securityForcesLikely!: boolean;

  @ApiProperty({ type: [String], example: ['15130'] })
  readonly purposeCodes!: readonly string[];

  @ApiProperty({ type: [String], example: ['16.3', '16.a'] })
  readonly sdgTargets!: readonly string[];

  @ApiProperty({ type: [String], example: ['UNTOC', 'SUA1988', 'SUA2005'] })
  readonly principalInstruments!: readonly string[];

  @ApiProperty({ type: [String], example: ['HOST1979'], description: 'Others that matter for the area' })
  readonly relatedInstruments!: readonly string[];
}

export class AreaList {
  @ApiProperty({ type: [AreaItem] })
  readonly items!: readonly AreaItem[];
}

export class AssistanceTypeItem extends NamedItem {
  @ApiProperty({ example: true, description: 'Counts as support under the human rights due diligence policy' })
  readonly countsTowardSecurityForcesSupport!: boolean;
}

export class AssistanceTypeList {
  @ApiProperty({ type: [AssistanceTypeItem] })
  readonly items!: readonly AssistanceTypeItem[];
}

export class PurposeCodeItem extends NamedItem {
  @ApiProperty({ example: '151' })
  readonly category!: string;

  @ApiProperty({ type: String, nullable: true, example: 'Police and law enforcement.', description: 'In English' })
  readonly description!: string | null;
}

export class PurposeCodeList {
  @ApiProperty({ type: [PurposeCodeItem] })
  readonly items!: readonly PurposeCodeItem[];
}

export class SdgTargetItem extends NamedItem {
  @ApiProperty({ example: 16 })
  readonly goal!: number;
}

export class SdgTargetList {
  @ApiProperty({ type: [SdgTargetItem] })
  readonly items!: readonly SdgTargetItem[];
}
