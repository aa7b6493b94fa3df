import { LANGUAGES, ROLE_KINDS } from '#libs/domain';
import { ACCOUNT_STATUSES } from '#libs/infrastructure';
import { ApiProperty } from '@nestjs/swagger';
import { HeldRoleView } from './me.dto.js';

const INSTANT = { format: 'date-time', example: '2026-11-24T09:31:07.412Z' };

export class AccountRoleView {
  @ApiProperty({ format: 'uuid', example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f11' })
  readonly id!: string;

  @ApiProperty({ enum: Object.keys(ROLE_KINDS), example: 'case-officer' })
  readonly role!: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly stateCode!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'ROEA' })
  readonly officeCode!: string | null;

  @ApiProperty({ ...INSTANT, description: 'It may lie ahead' })
  readonly fromAt!: string;

  @ApiProperty({ ...INSTANT, type: String, nullable: true, example: null, description: 'Null without an end' })
  readonly untilAt!: string | null;

  @ApiProperty({
    enum: ['mandate', 'grant', 'substitution'],
    example: 'grant',
    description: 'Mandates are ended under /mandates',
  })
  readonly cameBy!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uuid',
    example: null,
    description: 'For a substitution: whose place it is held in',
  })
  readonly inPlaceOf!: string | null;
}

export class AccountSummaryView {
  @ApiProperty({ format: 'uuid', example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10' })
  readonly id!: string;

  @ApiProperty({ example: 'w.otieno@office.example' })
  readonly email!: string;

  @ApiProperty({ example: 'Wanjiru Otieno' })
  readonly displayName!: string;

  @ApiProperty({ enum: LANGUAGES, example: 'en' })
  readonly language!: string;

  @ApiProperty({ example: 'Africa/Nairobi', description: 'IANA name' })
  readonly timeZone!: string;

  @ApiProperty({ example: false, description: 'Cleared for strictly confidential cases' })
  readonly isCleared!: boolean;

  @ApiProperty({
    enum: ACCOUNT_STATUSES,
    example: 'active',
    description: '`pending`: nobody has taken the account up yet; there is no way to sign in to it',
  })
  readonly status!: string;

  @ApiProperty({ example: 3, description: 'Grows with every decision about the account' })
  readonly version!: number;

  @ApiProperty(INSTANT)
  readonly createdAt!: string;

  @ApiProperty({ type: [AccountRoleView], description: 'Roles that have not ended' })
  readonly roles!: readonly AccountRoleView[];
}

export class PeoplePageView {
  @ApiProperty({ type: [AccountSummaryView] })
  readonly items!: readonly AccountSummaryView[];

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly nextCursor!: string | null;
}

export class LastInvitationView {
  @ApiProperty(INSTANT)
  readonly askedAt!: string;

  @ApiProperty({
    ...INSTANT,
    type: String,
    nullable: true,
    description: 'Null while it waits, or where it was given up',
  })
  readonly sentAt!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null, description: 'Why it was given up: mail.refused' })
  readonly failure!: string | null;
}

export class DutiesView {
  @ApiProperty({ example: 4, description: 'Open cases with this officer; strictly confidential ones in whole threes' })
  readonly openCases!: number;

  @ApiProperty({ type: [HeldRoleView], description: 'Roles in force that nobody else holds' })
  readonly onlyHolderOf!: readonly HeldRoleView[];
}

export class AccountView extends AccountSummaryView {
  @ApiProperty({ example: true })
  readonly hasPassword!: boolean;

  @ApiProperty({ example: false, description: 'Whether an identity provider vouches for somebody as this person' })
  readonly hasIdentity!: boolean;

  @ApiProperty({ example: true, description: 'A code generator here; that of an identity provider is not known' })
  readonly hasSecondFactor!: boolean;

  @ApiProperty({ example: 1 })
  readonly openSessions!: number;

  @ApiProperty({ ...INSTANT, type: String, nullable: true, description: 'To the minute, for 30 days' })
  readonly lastSeenAt!: string | null;

  @ApiProperty({ ...INSTANT, type: String, nullable: true, example: null, description: 'Null where none is open' })
  readonly invitationGoodUntil!: string | null;

  @ApiProperty({ type: LastInvitationView, nullable: true, description: 'The last invitation by mail' })
  readonly lastInvitation!: LastInvitationView | null;

  @ApiProperty({ type: DutiesView, description: 'What somebody has to take over when the person is gone' })
  readonly duties!: DutiesView;
}
