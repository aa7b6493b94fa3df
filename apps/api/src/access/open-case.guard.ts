import { OpenCase } from '#libs/domain';
import { askingAs } from '#libs/infrastructure';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import '../people/current-session.decorator.js';

/**
 * Stands before every route with a `caseId` in its address, whoever wrote it: a strictly confidential case asks for a fresh
 * second factor and writes down who looked. It comes after the guard that finds the session.
 */
@Injectable()
export class OpenCaseGuard implements CanActivate {
  constructor(@Inject(OpenCase) private readonly openCase: OpenCase) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { readonly caseId?: string } }>>();
    const { caseId } = request.params;
    // What cannot be the id of a case is left to the handler, which answers as for any absent one.
    const { session } = request;
    // Guards stand before whatever says for whom the database is asked, so it is said here.
    if (session && caseId !== undefined && isUUID(caseId))
      await askingAs(session.actor, () => this.openCase.execute(session, caseId.toLowerCase()));
    return true;
  }
}
