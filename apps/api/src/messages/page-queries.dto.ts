import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';

export const asNumber = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;

export class MessagePageQuery {
  @ApiProperty({ required: false, minimum: 1, description: 'Entries before this one: the `nextBefore` of a page' })
  @IsOptional()
  @Transform(asNumber)
  @IsInt()
  @Min(1)
  readonly before?: number;

  @ApiProperty({ required: false, minimum: 1, maximum: 100, default: 50 })
  @IsOptional()
  @Transform(asNumber)
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit?: number;
}

export class NotePageQuery {
  @ApiProperty({ required: false, format: 'uuid', description: 'Notes before this one: the `nextBefore` of a page' })
  @IsOptional()
  @IsUUID()
  readonly before?: string;

  @ApiProperty({ required: false, minimum: 1, maximum: 100, default: 50 })
  @IsOptional()
  @Transform(asNumber)
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit?: number;
}
