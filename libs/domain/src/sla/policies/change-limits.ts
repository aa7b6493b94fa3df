import { checkPolicy, type Limit, type Policy, type TargetDefinition, type Urgency } from '#libs/workflow';
import type { WorkflowCatalog } from '../../cases/workflow-catalog.js';
import type { Identifiers } from '../../identifiers/identifiers.js';
import type { ReferenceData } from '../../reference-data/reference-data.js';
import { reasonOf, type Settler } from '../../reference-data/settings.js';
import type { DeadlineImpact } from '../deadline-impact.js';
import {
  NotForPolicies,
  PolicyAreaNotFound,
  PolicyChangedMeanwhile,
  PolicyNotValid,
  PolicyProposalNotFound,
  PolicySaysTheSame,
  ProposerCannotEnforce,
} from './policy.errors.js';
import type { PolicyProposal, PolicyPublished, PolicyRegister, PolicyVersion } from './policy-register.js';
import type { RehearsePolicy } from './rehearse-policy.js';

/** Who may propose limits and who may put the proposal of another in force. */
const MAY_CHANGE_LIMITS = ['administrator', 'hq-manager'];

/** One promise of an area's lifecycle with its limits as they are in force. */
export interface LimitInForce {
  readonly target: string;
  readonly limits: Readonly<Record<Urgency, Limit>>;
  /** What the lifecycle itself says. */
  readonly lifecycleLimits: Readonly<Record<Urgency, Limit>>;
  /** Whether the limits in force were settled by a policy. */
  readonly isSettled: boolean;
  /** The practice the lifecycle's limit follows. */
  readonly basis: string;
}

/**
 * The limits of a thematic area are changed: shown first what that would do to live deadlines, proposed by one person, put
 * in force by another. At the command line of the server nobody is asked for a second person: whoever works there
 * holds the database itself, and the version says so.
 */
export class ChangeLimits {
  constructor(
    private readonly register: PolicyRegister,
    private readonly rehearsal: RehearsePolicy,
    private readonly workflows: WorkflowCatalog,
    private readonly referenceData: ReferenceData,
    private readonly identifiers: Identifiers,
  ) {}

  /** @throws PolicyAreaNotFound */
  async inForce(
    area: string,
  ): Promise<{ readonly policy: PolicyVersion | undefined; readonly limits: readonly LimitInForce[] }> {
    const targets = await this.targetsOf(area);
    const { policy } = await this.register.present(area);
    const limits = targets.map(({ name, limits: lifecycleLimits, basis }) => {
      const settled = policy?.limits[name];
      return {
        target: name,
        limits: settled ?? lifecycleLimits,
        lifecycleLimits,
        isSettled: settled !== undefined,
        basis,
      };
    });
    return { policy, limits };
  }

  /**
   * What limits would do to live deadlines; nothing is written.
   * @param document the promises whose limits differ from the lifecycle's; it comes from outside and may be anything.
   * @throws NotForPolicies, PolicyAreaNotFound, PolicyNotValid, DeadlineBeyondHorizon
   */
  async rehearse(settler: Settler, area: string, document: unknown): Promise<DeadlineImpact> {
    refuseUnlessEntitled(settler);
    const limits = await this.checked(area, document);
    const { policy, now } = await this.register.present(area);
    return this.rehearsal.of(area, policy?.version ?? null, limits, now, settler);
  }

  /** The same for a proposal. @throws NotForPolicies, PolicyProposalNotFound, PolicyChangedMeanwhile, DeadlineBeyondHorizon */
  async rehearseProposal(settler: Settler, id: string): Promise<DeadlineImpact> {
    refuseUnlessEntitled(settler);
    const { area, limits } = await this.current(id);
    return this.rehearse(settler, area, limits);
  }

  /**
   * @returns the id of the proposal.
   * @throws what `rehearse` throws, PolicySaysTheSame, and SettingNeedsReason
   */
  async propose(
    settler: Settler,
    command: { readonly area: string; readonly limits: unknown; readonly reason: string },
  ): Promise<string> {
    refuseUnlessEntitled(settler);
    const reason = reasonOf(command);
    const limits = await this.checked(command.area, command.limits);
    const { policy } = await this.register.present(command.area);
    if (JSON.stringify(inOrder(policy?.limits ?? {})) === JSON.stringify(limits)) throw new PolicySaysTheSame();
    const id = this.identifiers.next();
    await this.register.propose({
      id,
      area: command.area,
      basedOnVersion: policy?.version ?? null,
      limits,
      reason,
      proposedBy: personOf(settler),
    });
    return id;
  }

  /**
   * The live deadlines of the area are recomputed in the background; closed clocks stay as they are.
   * @throws NotForPolicies, PolicyProposalNotFound, ProposerCannotEnforce, PolicyChangedMeanwhile, PolicyNotValid
   */
  async putInForce(settler: Settler, id: string): Promise<PolicyPublished> {
    refuseUnlessEntitled(settler);
    const proposal = await this.current(id);
    const by = personOf(settler);
    if (by !== null && proposal.proposedBy === by) throw new ProposerCannotEnforce();
    // The lifecycle of the area may have been published anew since, without a promise the proposal names.
    await this.checked(proposal.area, proposal.limits);
    return this.register.putInForce(id, by);
  }

  /** Takes a proposal off the table; whoever may propose may do that. @throws NotForPolicies, PolicyProposalNotFound */
  async withdraw(settler: Settler, id: string): Promise<void> {
    refuseUnlessEntitled(settler);
    await this.register.withdraw(id, personOf(settler));
  }

  private async current(id: string): Promise<PolicyProposal> {
    const proposal = await this.register.proposal(id);
    if (!proposal) throw new PolicyProposalNotFound();
    const { policy } = await this.register.present(proposal.area);
    const presentVersion = policy?.version ?? null;
    if (presentVersion !== proposal.basedOnVersion) throw new PolicyChangedMeanwhile(presentVersion);
    return proposal;
  }

  private async checked(area: string, document: unknown): Promise<Policy> {
    const faults = checkPolicy(document, await this.targetsOf(area));
    if (faults.length > 0) throw new PolicyNotValid(faults);
    return inOrder(document as Policy);
  }

  private async targetsOf(area: string): Promise<readonly TargetDefinition[]> {
    const { areas } = await this.referenceData.current();
    if (!areas.has(area)) throw new PolicyAreaNotFound();
    return (await this.workflows.forArea(area)).definition.targets;
  }
}

/** Whether somebody may see proposals, make them and put those of others in force. */
export function mayChangeLimits(settler: Settler): boolean {
  return settler === 'operator' || settler.roles.some(({ role }) => MAY_CHANGE_LIMITS.includes(role));
}

function refuseUnlessEntitled(settler: Settler): void {
  if (!mayChangeLimits(settler)) throw new NotForPolicies(MAY_CHANGE_LIMITS);
}

function personOf(settler: Settler): string | null {
  return settler === 'operator' ? null : settler.personId;
}

/** One policy has one text, however it was written down: a change that changes nothing is seen to change nothing. */
function inOrder(policy: Policy): Policy {
  const limit = ({ amount, unit }: Limit): Limit => ({ amount, unit });
  return Object.fromEntries(
    Object.entries(policy)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([target, { emergency, urgent, routine }]) => [
        target,
        { emergency: limit(emergency), urgent: limit(urgent), routine: limit(routine) },
      ]),
  );
}
