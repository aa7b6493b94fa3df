import type { PolicyProposal, PolicyVersion } from '#libs/domain';
import type { PolicyProposalView, PolicyVersionView } from './policy.dto.js';

export function toPolicyVersionView(policy: PolicyVersion): PolicyVersionView {
  const { version, limits, reason, proposedBy, inForceBy, inForceAt } = policy;
  return { version, limits, reason, proposedBy, inForceBy, inForceAt: inForceAt.toISOString() };
}

export function toProposalView({ proposedAt, ...proposal }: PolicyProposal): PolicyProposalView {
  return { ...proposal, proposedAt: proposedAt.toISOString() };
}
