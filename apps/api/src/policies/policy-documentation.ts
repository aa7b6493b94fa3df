import { applyDecorators } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';

export const AREA = ApiParam({ name: 'area', example: 'ROL', description: 'Code of the thematic area' });
export const PROPOSAL = ApiParam({ name: 'proposalId', format: 'uuid' });
export const AREA_NOT_FOUND = ApiProblem(404, 'sla.policy_area_not_found', 'There is no thematic area with this code');
export const PROPOSAL_NOT_FOUND = ApiProblem(
  404,
  'sla.policy_proposal_not_found',
  'There is no such proposal, or it has been settled already',
);
export const PROPOSAL_OUTDATED = ApiProblem(
  409,
  'sla.policy_changed',
  'Other limits of this area came into force after the proposal was made; propose again on top of them',
  { presentVersion: 4 },
);
export const BEYOND_HORIZON = ApiProblem(
  409,
  'sla.deadline_beyond_horizon',
  'A running deadline would never be reached',
);
export const LIMITS_NOT_VALID = ApiProblem(
  422,
  'sla.policy_not_valid',
  'The limits cannot be set as they are described',
  {
    errors: [
      {
        pointer: '/limits/triage-decision/routine/amount',
        code: 'limit_not_positive',
        message: 'the amount must be above zero',
      },
    ],
  },
);

/** What everything about changing limits may be refused for. */
export const LIMITS_CHANGE: MethodDecorator = applyDecorators(
  NOT_SIGNED_IN,
  ApiProblem(403, 'people.not_permitted', 'This is for administrator or hq-manager', {
    rolesNeeded: ['administrator', 'hq-manager'],
  }),
  ApiProblem(503, 'database.away', 'The database cannot be reached'),
);
