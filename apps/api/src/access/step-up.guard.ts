import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import '../people/current-session.decorator.js';
import { requireStepUp } from '../people/step-up-needed.js';
import { NEEDS_STEP_UP } from './needs-step-up.decorator.js';

/** Asks for the second factor where a route does, before anything is looked up: the answer tells nothing of what is there. */
@Injectable()
export class StepUpGuard implements CanActivate {
  /** @param isAsked false only where nobody can have one: an instance for demonstration. */
  constructor(
    private readonly reflector: Reflector,
    private readonly isAsked: boolean,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const { session } = context.switchToHttp().getRequest<FastifyRequest>();
    const isNeeded = this.reflector.get<true | undefined>(NEEDS_STEP_UP, context.getHandler()) === true;
    if (this.isAsked && isNeeded && session) requireStepUp(session);
    return true;
  }
}
