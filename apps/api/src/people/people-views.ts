import type { AccountInFull, AccountRole, AccountSummary } from '#libs/infrastructure';
import type { AccountRoleView, AccountSummaryView, AccountView } from './people-views.dto.js';

export function toAccountSummaryView({ createdAt, roles, ...account }: AccountSummary): AccountSummaryView {
  return { ...account, createdAt: createdAt.toISOString(), roles: roles.map(toRoleView) };
}

export function toAccountView(account: AccountInFull): AccountView {
  const { lastSeenAt, invitationGoodUntil, lastInvitation, createdAt, roles, ...rest } = account;
  return {
    ...rest,
    createdAt: createdAt.toISOString(),
    roles: roles.map(toRoleView),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    invitationGoodUntil: invitationGoodUntil?.toISOString() ?? null,
    lastInvitation: lastInvitation && {
      ...lastInvitation,
      askedAt: lastInvitation.askedAt.toISOString(),
      sentAt: lastInvitation.sentAt?.toISOString() ?? null,
    },
  };
}

function toRoleView({ fromAt, untilAt, ...role }: AccountRole): AccountRoleView {
  return { ...role, fromAt: fromAt.toISOString(), untilAt: untilAt?.toISOString() ?? null };
}
