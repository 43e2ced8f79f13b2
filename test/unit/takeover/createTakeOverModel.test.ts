import { expect, it } from 'vitest';
import { err } from '@/lib/base/result';
import { createTakeOverModel, type TakeOverPorts } from '@/lib/ui/takeover/createTakeOverModel';

const unasked = () => {
  throw new Error('nobody asks for this');
};

it('shows how far it is in few pictures, however often the work tells it', async () => {
  const read: TakeOverPorts['read'] = async (_, { onProgress }) => {
    for (let done = 1; done <= 5000; done += 1) onProgress(done / 5000);
    return err({ kind: 'stopped' });
  };
  const model = createTakeOverModel({ read, newOf: unasked, count: unasked, save: unasked, announce: unasked });
  const shares: number[] = [];
  model.state.subscribe((state) => {
    if (state.step === 'busy') shares.push(state.share);
  });
  await model.read({ kind: 'folder', files: [] });
  expect(shares.length).toBeGreaterThan(40);
  expect(shares.length).toBeLessThanOrEqual(51);
  expect(shares.at(-1)).toBeGreaterThan(0.95);
  expect(model.state.value).toEqual({ step: 'problem', problem: { kind: 'stopped' } });
});
