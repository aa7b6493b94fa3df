import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { MayBeLeftOut } from '../http/may-be-left-out.decorator.js';
import { IsPlainText } from '../http/plain-text.decorator.js';

const URL_LENGTH = 2_000;
const MOST_EVENTS = 100;
const STATUSES = ['waiting', 'delivered', 'failed', 'withdrawn'] as const;
const ID = '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10';

export class WebhookScopeBody {
  @ApiProperty({ example: 'KEN', required: false, description: 'Of this State; ISO 3166-1 alpha-3' })
  @MayBeLeftOut()
  @Matches(/^[A-Z]{3}$/)
  readonly stateCode?: string;

  @ApiProperty({ example: 'ROEA', required: false, description: 'Of this office' })
  @MayBeLeftOut()
  @Matches(/^[A-Z0-9]{2,12}$/)
  readonly officeCode?: string;
}

export class RegisterWebhookBody extends WebhookScopeBody {
  @ApiProperty({ example: 'https://systems.justice.example/hooks/upon-request', maxLength: URL_LENGTH })
  @IsString()
  @MaxLength(URL_LENGTH)
  readonly url!: string;

  @ApiProperty({ example: ['accepted', 'plan-sent'], required: false, description: 'All where it is absent or empty' })
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(MOST_EVENTS)
  @ArrayUnique()
  @IsString({ each: true })
  readonly events?: string[];

  @ApiProperty({ example: 'Case register of the Ministry', required: false, maxLength: 200 })
  @MayBeLeftOut()
  @IsPlainText(200)
  readonly description?: string;
}

export class ChangeWebhookBody {
  @ApiProperty({ example: 'https://systems.justice.example/hooks/upon-request', required: false })
  @MayBeLeftOut()
  @IsString()
  @MaxLength(URL_LENGTH)
  readonly url?: string;

  @ApiProperty({ example: ['accepted'], required: false, description: 'Empty means all' })
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(MOST_EVENTS)
  @ArrayUnique()
  @IsString({ each: true })
  readonly events?: string[];

  @ApiProperty({ example: 'Case register of the Ministry', required: false, maxLength: 200 })
  @MayBeLeftOut()
  @IsPlainText(200)
  readonly description?: string;

  @ApiProperty({ example: true, required: false, description: 'Switches it off, or on again' })
  @MayBeLeftOut()
  @IsBoolean()
  readonly isEnabled?: boolean;
}

export class RotateSecretBody {
  @ApiProperty({
    example: 24,
    minimum: 0,
    maximum: 168,
    default: 24,
    required: false,
    description: 'For so many hours the old secret goes on signing beside the new one',
  })
  @MayBeLeftOut()
  @IsInt()
  @Min(0)
  @Max(168)
  readonly overlapHours?: number;
}

export class DeliveryListQuery {
  @ApiProperty({ enum: STATUSES, required: false })
  @IsOptional()
  @IsIn(STATUSES)
  readonly status?: (typeof STATUSES)[number];

  @ApiProperty({ example: 50, minimum: 1, maximum: 100, default: 50, required: false })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit?: number;

  @ApiProperty({ required: false, description: 'From the link of a page, unchanged' })
  @IsOptional()
  @IsUUID()
  readonly cursor?: string;
}

export class WebhookView {
  @ApiProperty({ format: 'uuid', example: ID })
  readonly id!: string;

  @ApiProperty({ type: String, nullable: true, example: 'KEN' })
  readonly stateCode!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly officeCode!: string | null;

  @ApiProperty({ example: 'https://systems.justice.example/hooks/upon-request' })
  readonly url!: string;

  @ApiProperty({ example: ['accepted', 'plan-sent'], description: 'Empty means all' })
  readonly events!: readonly string[];

  @ApiProperty({ example: 'Case register of the Ministry' })
  readonly description!: string;

  @ApiProperty({ example: 'Focal point, Kenya', description: 'It is told of what this person may see' })
  readonly responsible!: string;

  @ApiProperty({ example: true })
  readonly isEnabled!: boolean;

  @ApiProperty({
    type: String,
    enum: ['by-hand', 'gone', 'failing'],
    nullable: true,
    example: null,
    description: 'Why it is off: by somebody, after 410 Gone, or after days of failures',
  })
  readonly disabledCause!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null, format: 'date-time' })
  readonly failingSince!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null, format: 'date-time' })
  readonly previousSecretUntil!: string | null;

  @ApiProperty({ example: '2026-11-23T19:40:00.000Z', format: 'date-time' })
  readonly createdAt!: string;
}

export class WebhooksView {
  @ApiProperty({ type: [WebhookView] })
  readonly items!: readonly WebhookView[];
}

export class NewSecretView {
  @ApiProperty({ example: 'whsec_…', description: 'Shown here and never again' })
  readonly secret!: string;

  @ApiProperty({ example: '2026-11-24T19:40:00.000Z', format: 'date-time' })
  readonly previousUntil!: string;
}

export class RegisteredWebhookView extends WebhookView {
  @ApiProperty({ example: 'whsec_…', description: 'Shown here and never again' })
  readonly secret!: string;
}

export class StartedDeliveryView {
  @ApiProperty({ format: 'uuid', example: ID, description: 'Its `webhook-id`; follow it in the log of deliveries' })
  readonly deliveryId!: string;
}

export class DeliveryView {
  @ApiProperty({ format: 'uuid', example: ID, description: 'Sent as `webhook-id`, the same at every attempt' })
  readonly id!: string;

  @ApiProperty({ example: 'accepted' })
  readonly event!: string;

  @ApiProperty({ type: String, nullable: true, format: 'uuid', example: ID })
  readonly caseId!: string | null;

  @ApiProperty({ type: Number, nullable: true, example: 7, description: 'The entry of the case’s history' })
  readonly sequence!: number | null;

  @ApiProperty({ enum: STATUSES, example: 'waiting' })
  readonly status!: string;

  @ApiProperty({ example: 2 })
  readonly attempts!: number;

  @ApiProperty({ type: Number, nullable: true, example: 503, description: 'The last HTTP status; null without one' })
  readonly lastStatus!: number | null;

  @ApiProperty({ type: String, nullable: true, example: 'webhook.http_503' })
  readonly lastCause!: string | null;

  @ApiProperty({ example: '2026-11-23T19:40:00.000Z', format: 'date-time' })
  readonly occurredAt!: string;

  @ApiProperty({ type: String, nullable: true, example: '2026-11-23T19:45:00.000Z', format: 'date-time' })
  readonly nextAttemptAt!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null, format: 'date-time' })
  readonly settledAt!: string | null;
}

export class DeliveryPageView {
  @ApiProperty({ type: [DeliveryView] })
  readonly items!: readonly DeliveryView[];

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly nextCursor!: string | null;
}

export class AttemptView {
  @ApiProperty({ example: 1 })
  readonly attempt!: number;

  @ApiProperty({ example: '2026-11-23T19:40:00.000Z', format: 'date-time' })
  readonly attemptedAt!: string;

  @ApiProperty({ type: Number, nullable: true, example: 503 })
  readonly httpStatus!: number | null;

  @ApiProperty({ type: String, nullable: true, example: 'webhook.http_503' })
  readonly cause!: string | null;

  @ApiProperty({ example: 412 })
  readonly durationMs!: number;
}

export class LoggedDeliveryView extends DeliveryView {
  @ApiProperty({ type: [AttemptView] })
  readonly log!: readonly AttemptView[];
}
