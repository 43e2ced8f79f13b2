// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { OptionsPage } from '@/components/options/OptionsPage';
import { WatchedList } from '@/components/options/WatchedList';
import { ok } from '@/lib/base/result';
import { settingsSchema } from '@/lib/model/settings';
import type { Watch } from '@/lib/model/watch/liveWatch';
import { formatDuration } from '@/lib/ui/format/format';
import { createMoveModel } from '@/lib/ui/options/createMoveModel';
import { createOptionsModel } from '@/lib/ui/options/createOptionsModel';
import { createStorageModel } from '@/lib/ui/options/createStorageModel';
import { mockDiagnostics } from '../../gallery/mockDiagnostics';
import { mockMovePorts, mockUse } from '../../gallery/mockMove';
import { mockWatches, NOW } from '../../gallery/mocks';
import { draw } from './draw';

const open = async () => {
  const copied: string[] = [];
  let mayCopy = true;
  let mayNotify = false;
  const model = createOptionsModel({
    watchSettings: (onSettings) => {
      onSettings(settingsSchema.parse({}));
      return () => {};
    },
    save: async (settings) => ok(settings),
    watchWatches: () => () => {},
    unwatch: async () => ok({}),
    lastPost: async () => undefined,
    requestNotifications: async () => mayNotify,
    offerFile: () => {},
    readDiagnostics: async () => mockDiagnostics,
    copyText: async (text) => {
      copied.push(text);
      return mayCopy;
    },
    now: () => NOW,
    version: '1.2.3',
    browserLanguage: 'en',
  });
  model.start();
  const move = createMoveModel(mockMovePorts);
  let use = mockUse;
  const storage = createStorageModel({
    readUse: async () => use,
    clearThumbs: async () => {
      use = { ...use, thumbs: 0, thumbCount: 0 };
    },
  });
  await storage.refresh();
  const view = await draw(
    <OptionsPage model={model} move={move} storage={storage} loadTakeOver={async () => expect.unreachable()} />,
  );
  const template = () => view.one<HTMLTextAreaElement>('#set-template');
  const refuseCopies = (): void => {
    mayCopy = false;
  };
  const allowNotifications = (): void => {
    mayNotify = true;
  };
  return {
    ...view,
    copied,
    refuseCopies,
    allowNotifications,
    model,
    move,
    template,
    settings: () => settingsSchema.parse(model.settings.value),
  };
};

describe('the options page', () => {
  let page: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => {
    page = await open();
  });

  it('names and explains every setting', () => {
    for (const field of page.root.querySelectorAll('main input, main select, main textarea')) {
      if (field instanceof HTMLInputElement && field.type === 'file') continue;
      const named =
        field.hasAttribute('aria-label') ||
        field.closest('label') !== null ||
        page.root.querySelector(`label[for="${field.id}"]`) !== null;
      expect(named, field.outerHTML).toBe(true);
    }
    for (const help of page.root.querySelectorAll('.setting__words p')) expect(help.textContent).toMatch(/\w \w/);
    expect(page.root.textContent).not.toMatch(/\b(options|naming|template_error)_[a-z]/);
  });

  it('shows what a template makes of a post as it is typed', async () => {
    await page.type(page.template(), 'shelf/{uniqueId}/{id}-{kind}');
    expect(page.one('.preview').textContent).toContain('harbour.light');
    expect(page.settings().template).toBe('shelf/{uniqueId}/{id}-{kind}');
  });

  it('puts a clicked field where the caret is', async () => {
    await page.type(page.template(), 'x/-{kind}');
    page.template().setSelectionRange(2, 2);
    await page.press(page.button('Insert {id}'));
    expect(page.template().value).toBe('x/{id}-{kind}');
    expect([page.template().selectionStart, document.activeElement]).toEqual([6, page.template()]);
  });

  it('says what is wrong, where, and mends it at a press', async () => {
    const before = page.settings().template;
    await page.type(page.template(), 'x/{nicknam}-{kind}');
    expect(page.template().getAttribute('aria-invalid')).toBe('true');
    expect(page.one('.template__wrong').textContent).toBe('nicknam');
    expect(page.settings().template).toBe(before);
    await page.press(page.button('Use {nickname}'));
    expect(page.template().value).toBe('x/{nickname}-{kind}');
    expect(page.settings().template).toBe('x/{nickname}-{kind}');
  });

  it('finds settings by words, accents and capitals aside', async () => {
    const ids = () => [...page.root.querySelectorAll('main section')].map((section) => section.id);
    await page.type(page.one('input[type=search]'), 'PÁUSE');
    expect(ids()).toEqual(['pace', 'watch']);
    await page.type(page.one('input[type=search]'), 'zebra');
    expect(ids()).toEqual([]);
    expect(page.root.textContent).toContain('No setting matches “zebra”.');
  });

  it('takes a number only within its bounds', async () => {
    const field = page.one('#set-parallel');
    await page.type(field, '99');
    expect([page.settings().pacing.parallel, field.getAttribute('aria-invalid')]).toEqual([6, 'true']);
    expect(page.root.textContent).toContain('A whole number from 1 to 8.');
    await page.type(field, '2');
    expect(page.settings().pacing.parallel).toBe(2);
    await page.type(page.one('#set-gap-Max'), '500');
    expect(page.root.textContent).toContain('A number from 0 to 120.');
  });

  it('keeps own fields, but no name that is taken', async () => {
    const [name, text] = [page.one('input[aria-label="Name"]'), page.one('input[aria-label="Text"]')];
    await page.type(name, 'nickname');
    expect(page.root.textContent).toContain('TokShelf has a field of this name.');
    await page.type(name, 'shelf');
    await page.type(text, 'kitchen');
    await page.press(page.button('Add a field'));
    expect(page.settings().customFields).toEqual({ shelf: 'kitchen' });
    await page.type(page.template(), '{shelf}/{id}');
    expect(page.one('.preview').textContent).toContain('kitchen');
    await page.press(page.button('Remove {shelf}'));
    expect(page.root.textContent).toContain('The template uses this field.');
    await page.type(page.template(), '{id}');
    await page.press(page.button('Remove {shelf}'));
    expect(page.settings().customFields).toEqual({});
  });

  it('shows what a settings file changes before it counts, and takes it at a press', async () => {
    await act(async () => page.model.importFile('{"conflict": "overwrite", "quality": "compatible"}'));
    const rows = [...page.root.querySelectorAll('.import-preview tbody tr')].map(({ textContent }) => textContent);
    expect(rows).toEqual([
      expect.stringMatching(/^A file of this name exists.*may replace.*Keep bothReplace it$/),
      'QualityBestMost compatible',
    ]);
    expect(page.settings().conflict).toBe('keep-both');
    await page.press(page.button('Cancel'));
    expect([page.root.querySelector('.import-preview'), page.settings().conflict]).toEqual([null, 'keep-both']);
    await act(async () => page.model.importFile('{"conflict": "overwrite"}'));
    await page.press(page.button('Take these settings'));
    expect(page.settings().conflict).toBe('overwrite');
    expect(page.root.textContent).toContain('The settings were read.');
  });

  it('leaves the switch off when the browser refuses notifications, and says so', async () => {
    const field = page.one<HTMLInputElement>('#set-notify');
    await page.press(field);
    await vi.waitFor(() => expect(page.root.textContent).toContain('not allowed to show notifications'));
    expect([field.checked, page.settings().notifyAtEnd]).toEqual([false, false]);
    page.allowNotifications();
    await page.press(field);
    await vi.waitFor(() => expect(field.checked).toBe(true));
    expect(page.root.textContent).not.toContain('not allowed to show notifications');
  });

  it('resets at the second press only', async () => {
    await page.type(page.one('#set-parallel'), '2');
    await page.press(page.button('Reset'));
    expect(page.settings().pacing.parallel).toBe(2);
    await page.press(page.button('Yes, reset everything'));
    expect(page.settings().pacing.parallel).toBe(6);
  });

  it('shows how the site answers, and copies a report without names', async () => {
    const lines = [...page.root.querySelectorAll('.routes tbody tr')].map((line) => line.textContent);
    expect(lines).toEqual([
      'api/post/item_listYour TikTok tab3 minutes ago–',
      'api/post/item_listIn the background3 days ago1 hour agogate',
      'api/favorite/item_listTokShelf’s own tab–3 hours agocaptcha',
      'api/user/detailIn the backgroundyesterday–',
    ]);
    expect(page.one('.facts').textContent).toContain('Files to come216');
    await page.press(page.button('Copy report'));
    await vi.waitFor(() => expect(page.one('.copy [role=status]').textContent).toBe('Copied.'));
    const [report = ''] = page.copied;
    expect(report).toContain('"refusalCode": "captcha"');
    expect(report).not.toContain('slowkitchen');
  });

  it('shows the report when the browser does not let it be copied', async () => {
    page.refuseCopies();
    await page.press(page.button('Copy report'));
    await vi.waitFor(() => expect(page.root.querySelectorAll('.report')).toHaveLength(1));
    expect(page.one<HTMLTextAreaElement>('.report').value).toContain('"tokshelf": "0.1.0"');
    expect(page.one('.copy [role=status]').textContent).toBe('');
  });

  it('shows what a file of library and settings holds before it counts, and what came of it', async () => {
    await act(() => page.move.choose(new Blob(['good'])));
    expect(page.one('#move .notice').textContent).toContain('Nothing has changed yet.');
    const cells = (): string[] =>
      [...page.root.querySelectorAll('.move__lines tbody tr')].map((line) =>
        [...line.children].map(({ textContent }) => textContent).join(' '),
      );
    expect(cells()).toContain('Saved files 18,930');
    expect(page.root.querySelectorAll('.import-preview')).toHaveLength(0);
    await page.press(page.one('.move__settings input'));
    expect(page.one('.import-preview').textContent).toMatch(/overwrit|replace/i);
    await page.press(page.button('Add to the library'));
    await vi.waitFor(() => expect(cells()).toContain('Saved files 18,930 17,002 28 1,900'));
    expect(page.one('#move .notice').textContent).toContain('Its settings hold now.');
  });

  it('says of a file that is refused what it is, that nothing changed, what to do, and where', async () => {
    await act(() => page.move.choose(new Blob(['refused'])));
    const words = page.one('#move [role=alert]').textContent;
    for (const part of ['TokShelf never writes', 'Nothing was changed.', 'Do not use it', 'refused: records, 1204'])
      expect(words).toContain(part);
  });

  it('shows what is kept in the browser, and deletes thumbnails', async () => {
    const storage = page.one('#storage');
    expect(storage.textContent).toMatch(/148 MB.*61 MB.*182 MB/s);
    await page.press(page.button('Delete thumbnails'));
    await vi.waitFor(() => expect(storage.textContent).not.toContain('61 MB'));
    expect(page.button('Delete thumbnails').getAttribute('aria-disabled')).toBe('true');
  });
});

describe('who is watched', () => {
  const open = (watched: readonly Watch[]) =>
    draw(<WatchedList watched={watched} gapMs={180_000} onRemove={() => undefined} />);

  it('is told with how late a live of so many may be found; one alone is always asked for', async () => {
    const [watch] = mockWatches;
    if (!watch) throw new Error('no watch');
    const late = (minutes: number) => `up to ${formatDuration(minutes * 60)} until`;
    expect((await open(mockWatches)).root.textContent).toContain(late(15));
    expect((await open(Array.from({ length: 25 }, () => watch))).root.textContent).toContain(late(105));
    expect((await open([watch])).root.textContent).not.toContain('up to');
  });
});
