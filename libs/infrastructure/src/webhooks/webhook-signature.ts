import { createHmac } from 'node:crypto';

/** One `v1` signature for each secret in force, as Standard Webhooks 1.0 has them in `webhook-signature`. */
export function signaturesOf(
  message: { readonly id: string; readonly timestampSeconds: number; readonly body: string },
  secrets: readonly Buffer[],
): string {
  const signed = `${message.id}.${message.timestampSeconds}.${message.body}`;
  return secrets.map((secret) => `v1,${createHmac('sha256', secret).update(signed).digest('base64')}`).join(' ');
}
