import { describe, expect, it } from 'vitest';
import type { BackupSummary } from '@/lib/backup/restoreBackup';
import { failure } from '@/lib/base/failure';
import { err, ok } from '@/lib/base/result';
import { type Settings, settingsSchema } from '@/lib/model/settings';
import type { BackupProblem } from '@/lib/ports/Backup';
import { createMoveModel } from '@/lib/ui/options/createMoveModel';
import type { MovePorts } from '@/lib/ui/options/MovePorts';

const settings = settingsSchema.parse({ conflict: 'overwrite' });
const summary: BackupSummary = { at: 1, app: '1', rows: { records: 2 }, settings };
const file = new Blob(['x']);

const open = (more: Partial<MovePorts> = {}) => {
  const steps: string[] = [];
  const saved: Settings[] = [];
  const offered: string[] = [];
  const model = createMoveModel({
    write: async () => ok({ file, rows: {}, leftOut: 0 }),
    check: async () => ok(summary),
    merge: async () => {
      steps.push('merge');
      return ok({});
    },
    offerFile: (name) => void offered.push(name),
    saveSettings: async (wanted) => {
      saved.push(wanted);
      return ok({});
    },
    activeJobs: async () => ['a', 'b'],
    controlJob: async (id, action) => {
      steps.push(`${action} ${id}`);
      return ok({});
    },
    announce: async () => void steps.push('announce'),
    now: () => Date.UTC(2026, 10, 28),
    ...more,
  });
  return { model, steps, saved, offered };
};

describe('moving to another computer', () => {
  it('offers the written file under the day', async () => {
    const { model, offered } = open();
    await model.write();
    expect(offered).toEqual(['tokshelf-2026-11-28.jsonl.gz']);
    expect(model.state.value).toMatchObject({ step: 'written' });
  });

  it('offers nothing where writing failed', async () => {
    const problem: BackupProblem = { kind: 'failed', failure: failure('space') };
    const { model, offered } = open({ write: async () => err(problem) });
    await model.write();
    expect(offered).toEqual([]);
    expect(model.state.value).toEqual({ step: 'problem', work: 'writing', problem });
  });

  it('merges a checked file only, while jobs under way stand still, and lets them go on', async () => {
    const { model, steps, saved } = open();
    await model.take();
    expect(steps).toEqual([]);
    await model.choose(file);
    expect(model.state.value).toEqual({ step: 'ready', summary });
    expect(steps).toEqual([]);
    await model.take();
    expect(steps).toEqual(['pause a', 'pause b', 'merge', 'resume a', 'resume b', 'announce']);
    expect(model.state.value).toMatchObject({ step: 'merged', settings: 'left' });
    expect(saved).toEqual([]);
    await model.take();
    expect(steps).toHaveLength(6);
  });

  it('lets jobs go on where merging failed, but none that it did not pause itself', async () => {
    const steps: string[] = [];
    const { model } = open({
      merge: async () => err({ kind: 'stopped' }),
      controlJob: async (id, action) => {
        steps.push(`${action} ${id}`);
        return id === 'a' ? err(failure('input')) : ok({});
      },
    });
    await model.choose(file);
    await model.take();
    expect(steps).toEqual(['pause a', 'pause b', 'resume b']);
    expect(model.state.value).toMatchObject({ step: 'problem', work: 'merging' });
  });

  it('takes settings by choice, asked anew with each file', async () => {
    const { model, saved } = open();
    await model.choose(file);
    model.setSettings(true);
    await model.choose(file);
    expect(model.withSettings.value).toBe(false);
    model.setSettings(true);
    await model.take();
    expect(saved).toEqual([settings]);
    expect(model.state.value).toMatchObject({ settings: 'taken' });
  });

  it('tells where only the settings could not be taken', async () => {
    const { model } = open({ saveSettings: async () => err(failure('bug')) });
    await model.choose(file);
    model.setSettings(true);
    await model.take();
    expect(model.state.value).toMatchObject({ step: 'merged', settings: failure('bug') });
  });

  it('does one thing at a time, tells how far it is, and stops when asked', async () => {
    const shares: number[] = [];
    const { model } = open({
      check: (_, { signal, onProgress }) =>
        new Promise((resolve) => {
          for (const share of [0.001, 0.2, 0.2, 0.5]) onProgress(share);
          signal.addEventListener('abort', () => resolve(err({ kind: 'stopped' })));
        }),
    });
    model.state.subscribe((state) => state.step === 'busy' && shares.push(state.share));
    const checking = model.choose(file);
    await model.write();
    model.close();
    expect(model.state.value).toEqual({ step: 'busy', work: 'checking', share: 0.5 });
    model.stop();
    await checking;
    expect(shares).toEqual([0, 0.2, 0.5]);
    expect(model.state.value).toEqual({ step: 'problem', work: 'checking', problem: { kind: 'stopped' } });
    model.close();
    expect(model.state.value).toEqual({ step: 'idle' });
  });
});
