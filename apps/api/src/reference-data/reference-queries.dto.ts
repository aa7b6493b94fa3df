import { STATE_GROUPS, type StateGroup } from '#libs/domain';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';

export class ListQuery {
  @ApiProperty({
    required: false,
    enum: ['preferred', 'all'],
    default: 'preferred',
    description: '`preferred`: names in the language of Accept-Language; `all`: every language beside it',
  })
  @IsOptional()
  @IsIn(['preferred', 'all'])
  readonly names: 'preferred' | 'all' = 'preferred';
}

export class MemberStatesQuery extends ListQuery {
  @ApiProperty({ required: false, example: '202', description: 'M49 code of a region of any level' })
  @IsOptional()
  @Matches(/^\d{3}$/)
  readonly region?: string;

  @ApiProperty({ required: false, enum: STATE_GROUPS, example: 'lldc', description: 'A special situation' })
  @IsOptional()
  @IsIn(STATE_GROUPS)
  readonly group?: StateGroup;

  @ApiProperty({ required: false, example: 'ROEA', description: 'Code of the office that leads for the State' })
  @IsOptional()
  @Matches(/^[A-Z][A-Z0-9]{1,11}$/)
  readonly leadOffice?: string;
}

export class OfficesQuery extends ListQuery {
  @ApiProperty({ required: false, example: 'ROMENA', description: 'The office itself and those directly under it' })
  @IsOptional()
  @Matches(/^[A-Z][A-Z0-9]{1,11}$/)
  readonly leadOffice?: string;

  @ApiProperty({
    required: false,
    enum: ['true', 'false'],
    description: 'Only offices that can (or cannot) lead a case',
  })
  @IsOptional()
  @IsIn(['true', 'false'])
  readonly canLead?: 'true' | 'false';
}

export class ByAreaQuery extends ListQuery {
  @ApiProperty({ required: false, example: 'PIR', description: 'Code of a thematic area' })
  @IsOptional()
  @Matches(/^[A-Z][A-Z0-9-]{1,11}$/)
  readonly area?: string;
}
