import type { PermissionName } from '#libs/domain';
import { type CustomDecorator, SetMetadata } from '@nestjs/common';

/** Under which a route says who may ask. */
export const ACCESS = 'people:access';

export type DeclaredAccess = 'public' | PermissionName;

/** Marks one of the few routes that answer without a session. */
export function Public(): CustomDecorator {
  return SetMetadata(ACCESS, 'public' satisfies DeclaredAccess);
}

/**
 * Says what a route needs: a session (or an API token with this scope) of somebody whose roles have the permission. Every
 * handler says it itself; one that says nothing answers nobody, and the application does not start.
 */
export function Permission(name: PermissionName): CustomDecorator {
  return SetMetadata(ACCESS, name satisfies DeclaredAccess);
}
