import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

const ID = { format: 'uuid', example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10' };
const ISSUER = { example: 'https://id.example.org', maxLength: 500 };
const SUBJECT = { example: '248289761001', maxLength: 255 };

export class LinkIdentityBody {
  @ApiProperty({ ...ISSUER, description: 'The address the provider signs as (`iss`), letter by letter' })
  @IsString()
  @MaxLength(500)
  readonly issuer!: string;

  @ApiProperty({ ...SUBJECT, description: 'The provider’s own key of the person (`sub`); never an address' })
  @IsString()
  @MaxLength(255)
  readonly subject!: string;
}

export class IdentityView {
  @ApiProperty(ID)
  readonly id!: string;

  @ApiProperty(ISSUER)
  readonly issuer!: string;

  @ApiProperty(SUBJECT)
  readonly subject!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-24T08:31:07.412Z' })
  readonly linkedAt!: string;
}

export class IdentityList {
  @ApiProperty({ type: [IdentityView], description: 'The first linked first' })
  readonly items!: readonly IdentityView[];
}
