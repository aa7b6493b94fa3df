import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsString, Length, MaxLength } from 'class-validator';

const CHOSEN = { example: 'four quiet lakes and a train', minLength: 12, maxLength: 256, format: 'password' };

export class ChangePasswordBody {
  @ApiProperty({ example: 'correct horse battery', minLength: 1, maxLength: 256, format: 'password' })
  @IsString()
  @Length(1, 256)
  readonly currentPassword!: string;

  @ApiProperty(CHOSEN)
  @IsString()
  @Length(1, 256)
  readonly newPassword!: string;
}

export class AskForRecoveryBody {
  @ApiProperty({ example: 'focal-point.ken@demo.example', maxLength: 254 })
  @IsEmail()
  @MaxLength(254)
  readonly email!: string;
}

export class AcceptRecoveryBody {
  @ApiProperty({ example: 'urp_9rVQmYgk1bW0m3Vt7wzI8C5m1m2kz0T3yqQ6bq0m7nE', description: 'From the link in the mail' })
  @IsString()
  @Length(1, 100)
  readonly token!: string;

  @ApiProperty(CHOSEN)
  @IsString()
  @Length(1, 256)
  readonly password!: string;
}
