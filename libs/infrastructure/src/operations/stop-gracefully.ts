import type { Logger } from 'pino';

/**
 * Stops once, in order, on SIGTERM or SIGINT, and when the parent that started us is gone (`STOP_WITH_PARENT=1`: the
 * parent holds our standard input open, so that no process outlives a launcher that was killed). What is not finished
 * by the deadline is cut off: its transaction rolls back, nothing acknowledged is lost.
 */
export function stopGracefully(logger: Logger, deadlineSeconds: number, stop: () => Promise<void>): void {
  let stopping = false;
  const begin = (cause: string): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ cause }, 'stopping');
    const deadline = setTimeout(() => {
      logger.error({ deadlineSeconds }, 'stop deadline passed');
      process.exit(1);
    }, deadlineSeconds * 1000);
    deadline.unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => begin('SIGTERM'));
  process.on('SIGINT', () => begin('SIGINT'));
  if (process.env['STOP_WITH_PARENT'] === '1') {
    process.stdin.resume();
    process.stdin.on('end', () => begin('parent gone'));
    process.stdin.on('error', () => begin('parent gone'));
  }
}
