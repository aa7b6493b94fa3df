import { MAIL_PACES, type MailPace, type NoticeKind } from '#libs/domain';
import { MOST_UNREAD } from '#libs/infrastructure';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

const KINDS: readonly NoticeKind[] = ['your-turn', 'decision', 'deadline', 'progress'];
const POSITION = /^(0|[1-9]\d{0,17})$/;

export class InboxQuery {
  @ApiProperty({ required: false, type: Boolean, description: 'Only what has not been read' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  readonly unread?: boolean;

  @ApiProperty({
    required: false,
    example: '41',
    description: 'Entries older than this position, from the page before',
  })
  @IsOptional()
  @Matches(POSITION)
  readonly before?: string;

  @ApiProperty({ required: false, minimum: 1, maximum: 100, default: 50 })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit?: number;
}

export class MarkReadBody {
  @ApiProperty({ example: '42', description: 'The newest position you have seen; what came after it stays unread' })
  @Matches(POSITION)
  readonly upTo!: string;
}

export class ToldCaseView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ example: 'TA-2026-7F3K' })
  readonly reference!: string;

  @ApiProperty({ example: 'Training of investigators' })
  readonly title!: string;
}

export class NotificationView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ example: '42', description: 'Grows from entry to entry; the event id of the stream' })
  readonly position!: string;

  @ApiProperty({ example: 'information-requested' })
  readonly event!: string;

  @ApiProperty({ enum: KINDS })
  readonly kind!: NoticeKind | null;

  @ApiProperty({ example: 'Information is needed from you', description: 'In your language' })
  readonly words!: string;

  @ApiProperty({ type: ToldCaseView })
  readonly case!: ToldCaseView;

  @ApiProperty({ format: 'date-time' })
  readonly toldAt!: string;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  readonly readAt!: string | null;
}

export class InboxView {
  @ApiProperty({ type: [NotificationView] })
  readonly items!: readonly NotificationView[];

  @ApiProperty({ example: 3, description: `Stops at ${MOST_UNREAD}` })
  readonly unread!: number;

  @ApiProperty({ nullable: true, type: String, description: 'Give it as `before` to get the next page' })
  readonly nextBefore!: string | null;
}

export class UnreadView {
  @ApiProperty({ example: 3 })
  readonly unread!: number;
}

export class DeliveryBody {
  @ApiProperty({ description: 'Whether it comes to the inbox' })
  @IsBoolean()
  readonly inbox!: boolean;

  @ApiProperty({
    enum: MAIL_PACES,
    description: 'daily and weekly gather news in one mail, at seven in the morning of your zone',
  })
  @IsIn(MAIL_PACES)
  readonly mail!: MailPace;
}

class FloorView {
  @ApiProperty()
  readonly inbox!: boolean;

  @ApiProperty({ description: 'Always mailed at once' })
  readonly mail!: boolean;
}

export class PreferenceView {
  @ApiProperty({ example: 'plan-sent' })
  readonly event!: string;

  @ApiProperty({ example: 'A response plan waits for agreement', description: 'In your language' })
  readonly words!: string;

  @ApiProperty({ enum: KINDS })
  readonly kind!: NoticeKind;

  @ApiProperty()
  readonly inbox!: boolean;

  @ApiProperty({ enum: MAIL_PACES })
  readonly mail!: MailPace;

  @ApiProperty({ type: FloorView, description: 'What cannot be switched off' })
  readonly floor!: FloorView;

  @ApiProperty({ description: 'False where the default of its kind holds' })
  readonly isChosen!: boolean;
}

export class PreferencesView {
  @ApiProperty({ type: [PreferenceView] })
  readonly items!: readonly PreferenceView[];
}
