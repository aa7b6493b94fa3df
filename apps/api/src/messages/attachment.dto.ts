import type { AttachmentObstacle, AttachmentStatus } from '#libs/domain';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { MayBeLeftOut } from '../http/may-be-left-out.decorator.js';
import { IsPlainText } from '../http/plain-text.decorator.js';
import { NotePageQuery } from './page-queries.dto.js';

const STATUSES = ['quarantined', 'released', 'discarded'] as const satisfies readonly AttachmentStatus[];
const OBSTACLES = [
  'kind_not_permitted',
  'content_differs',
  'declaration_differs',
] as const satisfies readonly AttachmentObstacle[];

export class AttachmentPageQuery extends NotePageQuery {
  @ApiProperty({ required: false, enum: STATUSES, description: 'Only those that stand so' })
  @MayBeLeftOut()
  @IsIn(STATUSES)
  readonly status?: AttachmentStatus;
}

export class SettleAttachmentBody {
  @ApiProperty({
    example: 'The list of participants we asked for',
    maxLength: 500,
    description: 'Kept in the history of the case, where the State reads it too',
  })
  @IsPlainText(500)
  @Matches(/\S/, { message: 'reason must say something' })
  readonly reason!: string;
}

export class AttachmentView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ example: 7, description: 'The message it came with: its entry in the history of the case' })
  readonly sequence!: number;

  @ApiProperty({ example: 'participants.xlsx', description: 'As the sender named it' })
  readonly name!: string;

  @ApiProperty({ example: 'application/octet-stream', description: 'As the sender says' })
  readonly declaredType!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    description: 'By its content; null where nothing known begins like it',
  })
  readonly sniffedType!: string | null;

  @ApiProperty({ example: 18211 })
  readonly sizeBytes!: number;

  @ApiProperty({ enum: STATUSES, description: 'Only what was released can be downloaded; what was discarded is gone' })
  readonly status!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    enum: [...OBSTACLES, null],
    example: null,
    description: 'Why it can never be released; null where an officer may',
  })
  readonly obstacle!: string | null;

  @ApiProperty({ format: 'date-time', example: '2026-11-23T18:31:07.412Z' })
  readonly receivedAt!: string;

  @ApiProperty({ type: String, nullable: true, example: 'Amina Odhiambo', description: 'Who decided about it' })
  readonly settledByName!: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  readonly settledAt!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'The list of participants we asked for' })
  readonly reason!: string | null;
}

export class AttachmentPageView {
  @ApiProperty({ type: [AttachmentView], description: 'Newest first' })
  readonly items!: readonly AttachmentView[];

  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  readonly nextBefore!: string | null;
}
