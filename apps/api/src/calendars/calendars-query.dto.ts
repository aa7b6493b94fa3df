import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

export class CalendarsQuery {
  @ApiPropertyOptional({ enum: ['office', 'state'] })
  @IsOptional()
  @IsIn(['office', 'state'])
  readonly kind?: 'office' | 'state';

  @ApiPropertyOptional({ enum: ['only'], description: '`only`: calendars with a warning' })
  @IsOptional()
  @IsIn(['only'])
  readonly warnings?: 'only';
}
