import { ApiProperty } from '@nestjs/swagger';

class ReplyNotTakenView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({
    enum: ['refused', 'dropped'],
    description: 'Refused tells the sender; dropped does not, lest machines answer each other',
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
