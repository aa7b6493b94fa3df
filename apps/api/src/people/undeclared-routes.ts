import type { INestApplicationContext } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { ACCESS } from './access.decorator.js';

/** Handlers over HTTP that do not say who may ask, as `Controller.method`. */
export function undeclaredRoutes(app: INestApplicationContext): readonly string[] {
  const scanner = new MetadataScanner();
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers
    .flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      const prototype = metatype.prototype as Readonly<Record<string, unknown>>;
      return scanner
        .getAllMethodNames(prototype)
        .filter((name) => {
          const handler = prototype[name];
          if (typeof handler !== 'function' || !Reflect.hasMetadata(METHOD_METADATA, handler)) return false;
          return Reflect.hasMetadata(PATH_METADATA, handler) && !Reflect.hasMetadata(ACCESS, handler);
        })
        .map((name) => `${metatype.name}.${name}`);
    })
    .sort();
}

/** Does not let an application start in which a route forgot to say who may ask. @throws UndeclaredRoutes */
export function refuseUndeclaredRoutes(app: INestApplicationContext): void {
  const undeclared = undeclaredRoutes(app);
  if (undeclared.length > 0) throw new UndeclaredRoutes(undeclared);
}

export class UndeclaredRoutes extends Error {
  constructor(readonly handlers: readonly string[]) {
    super(
      `Nothing says who may ask for: ${handlers.join(', ')}. Put @Permission('…') (the names are in ` +
        'libs/domain/src/people/permissions.ts) or @Public() above each handler.',
    );
  }
}
