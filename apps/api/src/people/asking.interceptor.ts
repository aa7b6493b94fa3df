import { askingAs } from '#libs/infrastructure';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Observable } from 'rxjs';
import './current-session.decorator.js';

/**
 * Whatever a request asks of the database it asks for whoever is signed in: the database itself then keeps back what that
 * person may not see, should a statement forget to. A public route asks for nobody and is shown no case.
 */
@Injectable()
export class AskingInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { session } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!session) return next.handle();
    return new Observable((subscriber) => askingAs(session.actor, () => next.handle().subscribe(subscriber)));
  }
}
