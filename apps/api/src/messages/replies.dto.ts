import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';

class ReplyNotTakenView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({
    enum: ['refused', 'dropped', 'held', 'discarded'],
    description:
      'Refused tells the sender; dropped does not, lest machines answer each other; held waits for an intake officer',
  })
  readonly outcome!: string;

  @ApiProperty({ example: 'wrong-sender' })
  readonly reason!: string;

  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  readonly caseId!: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'uuid', description: 'To whom the answered letter was' })
  readonly personId!: string | null;

  @ApiProperty({ format: 'date-time' })
  readonly receivedAt!: string;
}

export class RepliesNotTakenView {
  @ApiProperty({ type: [ReplyNotTakenView] })
  readonly items!: readonly ReplyNotTakenView[];

  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  readonly nextBefore!: string | null;
}

export class AssignReplyBody {
  @ApiProperty({ format: 'uuid', example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f12' })
  @IsUUID()
  readonly caseId!: string;
}

class HeldReplyView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ example: 'j.mwangi@ministry.example', description: 'As the mail says; nobody has proved it' })
  readonly sender!: string;

  @ApiProperty({
    enum: ['other-sender', 'no-letter'],
    description: 'A letter to somebody else is answered, or none at all',
  })
  readonly reason!: string;

  @ApiProperty({ example: 'My colleague is away; the list follows.' })
  readonly text!: string;

  @ApiProperty({ type: String, nullable: true, format: 'uuid', description: 'The case of the letter it answers' })
  readonly aboutCaseId!: string | null;

  @ApiProperty({ example: 1, description: 'How many files came with it' })
  readonly files!: number;

  @ApiProperty({ format: 'date-time' })
  readonly receivedAt!: string;
}

export class HeldRepliesView {
  @ApiProperty({ type: [HeldReplyView] })
  readonly items!: readonly HeldReplyView[];

  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  readonly nextBefore!: string | null;
}
