import { LANGUAGES, type Language } from '#libs/domain';
import { ApiProperty } from '@nestjs/swagger';
import { IsArray, IsIn, IsObject, IsOptional, IsString } from 'class-validator';
import { MayBeLeftOut } from '../http/may-be-left-out.decorator.js';

/** Which fields a text has depends on its kind; the rule of the text checks what stands in them. */
export class TextBody {
  @ApiProperty({ required: false, example: 'The request has been accepted', description: 'Of a letter' })
  @MayBeLeftOut()
  @IsString()
  readonly subject?: string;

  @ApiProperty({
    required: false,
    type: [String],
    example: ['The request “{title}” of {state} has been accepted.', 'The next step is a response plan.'],
    description: 'Of a letter: its paragraphs, with placeholders',
  })
  @MayBeLeftOut()
  @IsArray()
  @IsString({ each: true })
  readonly paragraphs?: string[];

  @ApiProperty({ required: false, example: 'Dear {name},', description: 'Of a line' })
  @MayBeLeftOut()
  @IsString()
  readonly text?: string;

  @ApiProperty({
    required: false,
    type: Object,
    example: { one: 'News on {count} case', other: 'News on {count} cases' },
    description: 'Of words with a number: by the plural categories of the language',
  })
  @MayBeLeftOut()
  @IsObject()
  readonly forms?: Record<string, unknown>;
}

export class TextListQuery {
  @ApiProperty({ required: false, enum: LANGUAGES, default: 'en' })
  @IsOptional()
  @IsIn(LANGUAGES)
  readonly language?: Language;
}

export class TextView {
  @ApiProperty({ example: 'accepted' })
  readonly key!: string;

  @ApiProperty({ enum: LANGUAGES })
  readonly language!: string;

  @ApiProperty({ enum: ['letter', 'line', 'counted'] })
  readonly kind!: string;

  @ApiProperty({ type: [String], example: ['reference', 'title', 'state', 'date'] })
  readonly allowedPlaceholders!: readonly string[];

  @ApiProperty({ type: [String], example: ['title'] })
  readonly requiredPlaceholders!: readonly string[];

  @ApiProperty({ example: 1, description: 'The shipped text is version 1; give it in If-Match as "v1"' })
  readonly version!: number;

  @ApiProperty({ type: Object, additionalProperties: true, description: 'The words that came with the program' })
  readonly shipped!: object;

  @ApiProperty({
    type: Object,
    additionalProperties: true,
    nullable: true,
    description: 'The words an administrator put in their place; null where the shipped ones hold',
  })
  readonly edited!: unknown;

  @ApiProperty({
    example: false,
    description: 'The edited words no longer fit their rule: letters carry the shipped ones until somebody edits them',
  })
  readonly isUnusable!: boolean;

  @ApiProperty({ type: String, nullable: true, example: 'Amina Odhiambo' })
  readonly changedByName!: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  readonly changedAt!: string | null;
}

export class TextListView {
  @ApiProperty({ type: [TextView] })
  readonly items!: readonly TextView[];
}

export class TextChangedView {
  @ApiProperty({ example: 'accepted' })
  readonly key!: string;

  @ApiProperty({ enum: LANGUAGES })
  readonly language!: string;

  @ApiProperty({ example: 2 })
  readonly version!: number;
}

export class TextPreviewView {
  @ApiProperty({ example: '[KEN-2026-7Q4MX2] The request has been accepted' })
  readonly subject!: string;

  @ApiProperty({ example: 'Dear Amina Odhiambo, …' })
  readonly text!: string;

  @ApiProperty({ example: '<!doctype html>…' })
  readonly html!: string;
}

class TextVersionView {
  @ApiProperty({ example: 2 })
  readonly version!: number;

  @ApiProperty({
    type: Object,
    additionalProperties: true,
    nullable: true,
    description: 'Null: back to the shipped text',
  })
  readonly edited!: unknown;

  @ApiProperty({ example: 'Amina Odhiambo' })
  readonly changedByName!: string;

  @ApiProperty({ format: 'date-time' })
  readonly changedAt!: string;
}

export class TextVersionsView {
  @ApiProperty({ type: [TextVersionView], description: 'Latest first' })
  readonly items!: readonly TextVersionView[];
}
