import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failure } from '@/lib/base/failure';
import { err, ok } from '@/lib/base/result';
import { type Settings, settingsSchema } from '@/lib/model/settings';
import { createOptionsModel } from '@/lib/ui/options/createOptionsModel';
import type { OptionsPorts } from '@/lib/ui/options/OptionsPorts';
import { mockDiagnostics } from '@/test/gallery/mockDiagnostics';
import { NOW } from '@/test/gallery/mocks';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const setUp = (change: Partial<OptionsPorts> = {}) => {
  const saved: Settings[] = [];
  const files: [string, string][] = [];
  let announce: (settings: Settings) => void = () => {};
  const model = createOptionsModel({
    watchSettings: (onSettings) => {
      announce = onSettings;
      onSettings(settingsSchema.parse({}));
      return () => {};
    },
    save: async (settings) => {
      saved.push(settings);
      return ok(settings);
    },
    watchWatches: () => () => {},
    unwatch: async () => ok({}),
    lastPost: async () => undefined,
    requestNotifications: async () => true,
    offerFile: (name, text) => void files.push([name, text]),
    readDiagnostics: async () => mockDiagnostics,
    copyText: async () => true,
    now: () => NOW,
    version: '1',
    browserLanguage: 'en',
    ...change,
  });
  model.start();
  return { model, saved, files, announce: (settings: Settings) => announce(settings) };
};

describe('the options', () => {
  it('write several quick changes once', async () => {
    const { model, saved } = setUp();
    model.change({ quality: 'compatible' });
    model.change({ conflict: 'skip' });
    expect(model.status.value).toBe('saving');
    await vi.advanceTimersByTimeAsync(1000);
    expect(saved).toHaveLength(1);
    expect(saved[0]).toMatchObject({ quality: 'compatible', conflict: 'skip' });
    expect(model.status.value).toBe('saved');
  });

  it('write a template only when it has no mistakes', async () => {
    const { model, saved } = setUp();
    const before = model.settings.value?.template;
    model.typeTemplate('tiktok/{nikname}');
    await vi.advanceTimersByTimeAsync(1000);
    expect(saved).toEqual([]);
    expect(model.templateErrors.value.map((error) => error.code)).toEqual(['unknown-field']);
    expect([model.settings.value?.template, model.template.value]).toEqual([before, 'tiktok/{nikname}']);
    model.typeTemplate('tiktok/{nickname}/{id}');
    await vi.advanceTimersByTimeAsync(1000);
    expect(saved.at(-1)?.template).toBe('tiktok/{nickname}/{id}');
    expect(model.templateErrors.value).toEqual([]);
  });

  it('take over what another page wrote, but not over what is being typed', async () => {
    const { model, announce } = setUp();
    announce(settingsSchema.parse({ quality: 'compatible' }));
    expect(model.settings.value?.quality).toBe('compatible');
    model.change({ conflict: 'skip' });
    announce(settingsSchema.parse({}));
    expect(model.settings.value).toMatchObject({ quality: 'compatible', conflict: 'skip' });
  });

  it('say when nothing was written', async () => {
    const { model } = setUp({ save: async () => err(failure('input')) });
    model.change({ quality: 'compatible' });
    await vi.advanceTimersByTimeAsync(1000);
    expect([model.status.value, model.failure.value?.code]).toEqual(['failed', 'input']);
  });

  it('are written at a second try', async () => {
    let works = false;
    const { model } = setUp({ save: async (settings) => (works ? ok(settings) : err(failure('bug'))) });
    model.change({ quality: 'compatible' });
    await vi.advanceTimersByTimeAsync(1000);
    works = true;
    await model.flush();
    expect([model.status.value, model.failure.value]).toEqual(['saved', undefined]);
  });

  it('take a template whose own field came after it', async () => {
    const { model, saved } = setUp();
    model.typeTemplate('{shelf}/{id}');
    expect(model.templateErrors.value).toHaveLength(1);
    model.change({ customFields: { shelf: 'kitchen' } });
    await vi.advanceTimersByTimeAsync(1000);
    expect(saved.at(-1)).toMatchObject({ template: '{shelf}/{id}', customFields: { shelf: 'kitchen' } });
  });

  it('keep an own field that the template needs', async () => {
    const { model, saved } = setUp();
    model.change({ customFields: { shelf: 'kitchen', other: 'x' } });
    model.typeTemplate('{shelf}/{id}');
    expect([model.removeField('shelf'), model.removeField('other')]).toEqual([false, true]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(saved.at(-1)?.customFields).toEqual({ shelf: 'kitchen' });
  });

  it('show the template that another page wrote after the one typed here', async () => {
    const { model, announce } = setUp();
    model.typeTemplate('here/{id}');
    await vi.advanceTimersByTimeAsync(1000);
    announce(settingsSchema.parse({ template: 'there/{id}' }));
    expect(model.template.value).toBe('there/{id}');
  });

  it('come back from their own file', async () => {
    const { model, files, saved } = setUp();
    model.change({ quality: 'compatible', template: 'x/{id}' });
    model.exportFile();
    const [name, text] = files[0] ?? ['', ''];
    expect(name).toBe('tokshelf-settings.json');
    model.reset();
    expect([model.settings.value?.quality, model.fileOutcome.value]).toEqual(['best', 'reset']);
    await vi.advanceTimersByTimeAsync(1000);
    model.importFile(text);
    await vi.advanceTimersByTimeAsync(1000);
    expect([saved.at(-1)?.quality, model.settings.value?.quality]).toEqual(['best', 'best']);
    model.takeImport();
    await vi.advanceTimersByTimeAsync(1000);
    expect(saved.at(-1)).toMatchObject({ quality: 'compatible', template: 'x/{id}' });
    expect(model.fileOutcome.value).toBe('read');
  });

  it('do not change by a file that is not taken, or that holds what there is', async () => {
    const { model, saved } = setUp();
    model.importFile('{"conflict": "overwrite", "template": "{id}"}');
    expect(model.importing.value).toMatchObject({ conflict: 'overwrite', template: '{id}' });
    model.dropImport();
    model.takeImport();
    model.importFile('{}');
    expect([model.importing.value, model.fileOutcome.value]).toEqual([undefined, 'same']);
    await vi.advanceTimersByTimeAsync(1000);
    expect([saved, model.settings.value?.conflict]).toEqual([[], 'keep-both']);
  });

  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['a newer TokShelf', '{"version": 99}'],
    ['a wrong value', '{"quality": "worst"}'],
    ['a template with mistakes', '{"template": "../{id}"}'],
  ])('refuse a file that is %s', async (_, text) => {
    const { model, saved } = setUp();
    model.importFile(text);
    await vi.advanceTimersByTimeAsync(1000);
    expect([model.fileOutcome.value, saved]).toEqual(['wrong', []]);
  });

  it('switch notifications on only when the browser lets them', async () => {
    const { model } = setUp({ requestNotifications: async () => false });
    await model.setNotify(true);
    expect(model.settings.value?.notifyAtEnd).toBe(false);
  });

  it('show newer figures when the person comes back', async () => {
    let jobs = 0;
    const { model } = setUp({
      readDiagnostics: async () => {
        jobs += 1;
        return { ...mockDiagnostics, jobs: { listing: jobs } };
      },
    });
    await vi.advanceTimersByTimeAsync(0);
    model.refresh();
    await vi.advanceTimersByTimeAsync(0);
    expect(model.diagnostics.value?.jobs.listing).toBe(2);
  });

  it('write at once when the page is left', async () => {
    const { model, saved } = setUp();
    model.change({ conflict: 'skip' });
    await model.flush();
    await model.flush();
    expect(saved).toHaveLength(1);
  });
});
