import { LONGEST_MESSAGE, MOST_MENTIONS } from '#libs/domain';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsUUID, Matches } from 'class-validator';
import { MayBeLeftOut } from '../http/may-be-left-out.decorator.js';
import { IsPlainText } from '../http/plain-text.decorator.js';
import { AttachmentView } from './attachment.dto.js';

/** BCP 47, as far as languages of correspondence go: a language, perhaps a script, perhaps a region. */
const LANGUAGE_TAG = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/;
const NOT_BLANK = /\S/;
/** The forms of acts take no longer text. */
const LONGEST_ANSWER = 4_000;

export class WritingBody {
  @ApiProperty({
    example: 'The list of participants follows next week.',
    maxLength: LONGEST_MESSAGE,
    description: 'Plain text; nothing in it is read as markup',
  })
  @IsPlainText(LONGEST_MESSAGE)
  @Matches(NOT_BLANK, { message: 'text must say something' })
  readonly text!: string;

  @ApiProperty({ required: false, example: 'pt', description: 'BCP 47; your own language where it is left out' })
  @MayBeLeftOut()
  @Matches(LANGUAGE_TAG, { message: 'language must be a BCP 47 tag, for example pt or sr-Latn' })
  readonly language?: string;

  @ApiProperty({
    required: false,
    type: [String],
    maxItems: MOST_MENTIONS,
    example: ['019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10'],
    description: 'Ids of people to address by name; they are told. Only people who may read it',
  })
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(MOST_MENTIONS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  readonly mentions?: string[];
}

export class TranslationBody {
  @ApiProperty({ example: 'en' })
  @Matches(LANGUAGE_TAG, { message: 'language must be a BCP 47 tag, for example pt or sr-Latn' })
  readonly language!: string;

  @ApiProperty({ example: 'The list of participants follows next week.', maxLength: LONGEST_MESSAGE })
  @IsPlainText(LONGEST_MESSAGE)
  @Matches(NOT_BLANK, { message: 'text must say something' })
  readonly text!: string;

  @ApiProperty({ enum: ['human', 'machine'], description: 'Readers are shown which of the two it is' })
  @IsIn(['human', 'machine'])
  readonly method!: 'human' | 'machine';
}

export class QuestionBody {
  @ApiProperty({ example: 'How many prosecutors would take part?', maxLength: LONGEST_ANSWER })
  @IsPlainText(LONGEST_ANSWER)
  @Matches(NOT_BLANK, { message: 'question must say something' })
  readonly question!: string;
}

export class AnswerBody {
  @ApiProperty({ example: 'About forty, from three regions.', maxLength: LONGEST_ANSWER })
  @IsPlainText(LONGEST_ANSWER)
  @Matches(NOT_BLANK, { message: 'answer must say something' })
  readonly answer!: string;

  @ApiProperty({ required: false, type: [String], maxItems: 20, description: 'Ids of documents that belong to it' })
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(20)
  @IsUUID(undefined, { each: true })
  readonly documents?: string[];
}

class MentionedPersonView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ example: 'Amina Odhiambo' })
  readonly name!: string;
}

class ErasureView {
  @ApiProperty({ format: 'date-time', example: '2026-11-24T08:00:00.000Z' })
  readonly erasedAt!: string;

  @ApiProperty({ type: String, nullable: true, example: 'Amina Odhiambo' })
  readonly erasedByName!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'It named a witness' })
  readonly reason!: string | null;
}

export class EraseWordsBody {
  @ApiProperty({
    example: 'It named a witness',
    maxLength: 500,
    description: 'Shown where the words were; it must not repeat them',
  })
  @IsPlainText(500)
  @Matches(NOT_BLANK, { message: 'reason must say something' })
  readonly reason!: string;
}

class WritingView {
  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  readonly authorId!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Amina Odhiambo' })
  readonly authorName!: string | null;

  @ApiProperty({ example: 'focal-point' })
  readonly authorRole!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'The list of participants follows next week.',
    description: 'As it was written; null where the words have been erased',
  })
  readonly text!: string | null;

  @ApiProperty({
    type: ErasureView,
    nullable: true,
    description: 'Where the words have been erased: who did it, and why',
  })
  readonly erasure!: ErasureView | null;

  @ApiProperty({ example: 'en', description: 'BCP 47. The text in this language is the authentic one' })
  readonly language!: string;

  @ApiProperty({ type: [MentionedPersonView] })
  readonly mentions!: readonly MentionedPersonView[];

  @ApiProperty({ format: 'date-time', example: '2026-11-23T18:31:07.412Z' })
  readonly writtenAt!: string;
}

export class MessageView extends WritingView {
  @ApiProperty({ example: 7, description: 'Its place: the entry in the history of the case' })
  readonly sequence!: number;

  @ApiProperty({ enum: ['message', 'question', 'answer'] })
  readonly kind!: string;

  @ApiProperty({ enum: ['state', 'office'], description: 'The side that speaks' })
  readonly side!: string;

  @ApiProperty({ enum: ['web', 'mail'], description: 'How it came in' })
  readonly source!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'Of a question that waits: until when the State is to answer. Explained line by line under the clocks',
  })
  readonly dueAt!: string | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Of a question: the entry that answers it' })
  readonly answeredBy!: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Of an answer: the question it answers' })
  readonly answers!: number | null;
}

class TranslationView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ example: 'fr' })
  readonly language!: string;

  @ApiProperty({ type: String, nullable: true })
  readonly text!: string | null;

  @ApiProperty({ example: false, enum: [false], description: 'A translation never is; the original is' })
  readonly isAuthentic!: false;

  @ApiProperty({ enum: ['human', 'machine'] })
  readonly method!: string;

  @ApiProperty({ example: 'Amina Odhiambo' })
  readonly translatorName!: string;

  @ApiProperty({ format: 'date-time' })
  readonly translatedAt!: string;
}

export class MessageWithTranslationsView extends MessageView {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Of a message by mail: all of its text, with what was quoted; null where there was no mail',
  })
  readonly wholeText!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description:
      'Of a mail of somebody unknown, which its author here put in: the address it came from; nobody has proved it',
  })
  readonly sender!: string | null;

  @ApiProperty({ type: [AttachmentView], description: 'What was attached to a message by mail' })
  readonly attachments!: readonly AttachmentView[];

  @ApiProperty({ type: [TranslationView] })
  readonly translations!: readonly TranslationView[];
}

export class MessagePageView {
  @ApiProperty({ type: [MessageView], description: 'Newest first' })
  readonly items!: readonly MessageView[];

  @ApiProperty({ type: Number, nullable: true })
  readonly nextBefore!: number | null;
}

export class NoteView extends WritingView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
}

export class NotePageView {
  @ApiProperty({ type: [NoteView], description: 'Newest first' })
  readonly items!: readonly NoteView[];

  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  readonly nextBefore!: string | null;
}

export class MessagePostedView {
  @ApiProperty({ format: 'uuid' })
  readonly caseId!: string;

  @ApiProperty({ example: 7 })
  readonly sequence!: number;
}

export class NoteWrittenView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ format: 'uuid' })
  readonly caseId!: string;
}

export class MessageTranslatedView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ example: 7 })
  readonly sequence!: number;
}
