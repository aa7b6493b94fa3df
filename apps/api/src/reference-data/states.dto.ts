import { type Confidence, type Language, LANGUAGES, type StateGroup, STATE_GROUPS } from '#libs/domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export const CONFIDENCES: readonly Confidence[] = ['sure', 'likely', 'inferred', 'uncertain', 'n/a'];
export const NAMES_EXAMPLE = { ar: 'أفريقيا', en: 'Africa', es: 'África', fr: 'Afrique', ru: 'Африка', zh: '非洲' };
const ALL_NAMES = 'With `names=all`: by language';

export class RegionReferenceView {
  @ApiProperty({ example: '014' })
  readonly code!: string;

  @ApiProperty({ example: 'Eastern Africa' })
  readonly name!: string;
}

export class LeadOfficeView {
  @ApiProperty({ example: 'ROEA' })
  readonly code!: string;

  @ApiProperty({ enum: CONFIDENCES, example: 'sure', description: 'How sure the coverage is' })
  readonly confidence!: Confidence;

  @ApiProperty({ enum: ['dataset', 'administrator'], example: 'dataset' })
  readonly decidedBy!: 'dataset' | 'administrator';
}

export class LdcGraduationView {
  @ApiProperty({ example: '2026-11-24', format: 'date' })
  readonly date!: string;

  @ApiProperty({
    enum: ['scheduled', 'graduated'],
    example: 'scheduled',
    description: 'A scheduled date changes the group only when an administrator confirms it',
  })
  readonly status!: 'scheduled' | 'graduated';
}

export class StateNamesView {
  @ApiProperty({ example: 'Burundi' })
  readonly short!: string;

  @ApiProperty({ example: 'Burundi' })
  readonly list!: string;

  @ApiProperty({ example: 'the Republic of Burundi' })
  readonly formal!: string;
}

export class MemberStateItem {
  @ApiProperty({ example: 'BDI', description: 'ISO 3166-1 alpha-3' })
  readonly code!: string;

  @ApiProperty({ example: 'BI' })
  readonly iso2!: string;

  @ApiProperty({ example: '108' })
  readonly m49!: string;

  @ApiProperty({ enum: ['member', 'observer'], example: 'member' })
  readonly status!: 'member' | 'observer';

  @ApiProperty({ example: 'Burundi', description: 'Short name of the United Nations' })
  readonly name!: string;

  @ApiProperty({ example: 'Burundi', description: 'As in alphabetical lists, with the article in brackets' })
  readonly listName!: string;

  @ApiProperty({ example: 'the Republic of Burundi' })
  readonly formalName!: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { $ref: '#/components/schemas/StateNamesView' },
    description: ALL_NAMES,
  })
  readonly names?: Readonly<Record<Language, StateNamesView>>;

  @ApiProperty({ type: RegionReferenceView, example: { code: '002', name: 'Africa' } })
  readonly region!: RegionReferenceView;

  @ApiProperty({ type: RegionReferenceView, example: { code: '202', name: 'Sub-Saharan Africa' } })
  readonly subRegion!: RegionReferenceView;

  @ApiProperty({ type: RegionReferenceView, nullable: true })
  readonly intermediateRegion!: RegionReferenceView | null;

  @ApiProperty({ enum: STATE_GROUPS, isArray: true, example: ['ldc', 'lldc'] })
  readonly groups!: readonly StateGroup[];

  @ApiProperty({ type: LdcGraduationView, nullable: true, example: null })
  readonly ldcGraduation!: LdcGraduationView | null;

  @ApiProperty({ type: LeadOfficeView, nullable: true })
  readonly leadOffice!: LeadOfficeView | null;
}

export class MemberStateList {
  @ApiProperty({ type: [MemberStateItem] })
  readonly items!: readonly MemberStateItem[];
}

export class RegionItem {
  @ApiProperty({ example: '002', description: 'M49' })
  readonly code!: string;

  @ApiProperty({ enum: ['world', 'region', 'subRegion', 'intermediateRegion'], example: 'region' })
  readonly level!: string;

  @ApiProperty({ type: String, nullable: true, example: '001' })
  readonly parent!: string | null;

  @ApiProperty({ example: 'Africa' })
  readonly name!: string;

  @ApiProperty({ enum: LANGUAGES, example: 'en' })
  readonly nameLanguage!: Language;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: NAMES_EXAMPLE,
    description: ALL_NAMES,
  })
  readonly names?: Readonly<Record<string, string>>;
}

export class RegionList {
  @ApiProperty({ type: [RegionItem] })
  readonly items!: readonly RegionItem[];
}
