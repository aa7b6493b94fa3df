import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsOptional, Matches } from 'class-validator';

export class BeginSingleSignOnBody {
  @ApiProperty({
    required: false,
    example: 'uri_9rVQmYgk1bW0m3Vt7wzI8C5m1m2kz0T3yqQ6bq0m7nE',
    description: 'Of the account that the identity is to be linked to; without it, it has to be linked already',
  })
  @IsOptional()
  @Matches(/^uri_[A-Za-z0-9_-]{43}$/)
  readonly invitation?: string;

  @ApiProperty({
    required: false,
    default: false,
    description: 'Whether the provider is to ask again, and for a second factor',
  })
  @IsOptional()
  @IsBoolean()
  readonly stepUp?: boolean;
}

export class RedirectView {
  @ApiProperty({ example: 'https://login.example.org/auth?client_id=…', description: 'Where the browser goes next' })
  readonly redirectTo!: string;
}

export class SignedOutView {
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'https://login.example.org/session/end?client_id=…',
    description: 'Where the browser goes so that the provider forgets it too; null where there is no such place',
  })
  readonly redirectTo!: string | null;
}
