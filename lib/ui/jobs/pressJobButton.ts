import type { Call } from '@/lib/rpc/createRpcClient';
import type { Problem } from './Problem';
import type { JobAction } from './pressRemedy';

/** Presses a button of a job; gives the reason when that came to nothing. */
export const pressJobButton = async (call: Call, jobId: string, action: JobAction): Promise<Problem | undefined> => {
  const reply = await call('controlJob', { jobId, action });
  if (reply.ok) return undefined;
  return action === 'retry' ? { ...reply.error, about: 'retry' } : reply.error;
};
