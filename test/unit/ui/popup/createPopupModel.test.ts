import { beforeAll, describe, expect, it } from 'vitest';
import { failure } from '@/lib/base/failure';
import { err, ok } from '@/lib/base/result';
import { type Settings, settingsSchema } from '@/lib/model/settings';
import type { CommandName } from '@/lib/rpc/protocol';
import { readAddress } from '@/lib/tiktok/address/readAddress';
import { useMessages } from '@/lib/ui/format/i18n';
import type { JobRow } from '@/lib/ui/jobs/followJobs';
import { createPopupModel } from '@/lib/ui/popup/createPopupModel';
import type { PopupPorts } from '@/lib/ui/popup/PopupPorts';
import english from '@/public/_locales/en/messages.json';
import { catalogMessages } from '@/test/fakes/catalogMessages';
import { mockJobs, mockRecording, NOW, offers } from '@/test/gallery/mocks';

beforeAll(() => useMessages(catalogMessages(english)));

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

const setUp = (offer: keyof typeof offers, change: Partial<PopupPorts> = {}) => {
  const sent: [CommandName, unknown][] = [];
  let jobs: (rows: readonly JobRow[]) => void = () => {};
  const answers: Partial<Record<CommandName, unknown>> = {};
  const seen = new Set<string>();
  const ports: PopupPorts = {
    tab: async () => ({ id: 7, url: 'https://www.tiktok.com/@slowkitchen' }),
    offer: async () => ok(offers[offer] ?? { page: 'other', allowed: true, here: [], yours: [] }),
    call: async (name, input) => {
      sent.push([name, input]);
      return (answers[name] ?? ok(name === 'postStates' ? { states: [] } : { jobId: 'j' })) as never;
    },
    watchJobs: (onRows) => {
      jobs = onRows;
      return () => {};
    },
    watchRecords: () => () => {},
    watchRecordings: () => () => {},
    watchWatches: () => () => {},
    readSettings: async (): Promise<Settings> => settingsSchema.parse({ files: ['video'] }),
    openSite: async () => {},
    openPage: async () => {},
    saveShortcut: async () => 'Alt+Shift+S',
    requestAccess: async () => true,
    hintSeen: async (name) => seen.has(name),
    dismissHint: async (name) => void seen.add(name),
    readPaste: (text) => {
      const words = text.split(/\s+/).filter(Boolean);
      return {
        links: words.filter((word) => !word.startsWith('@')),
        handles: words.filter((word) => word.startsWith('@')).map((word) => word.slice(1)),
      };
    },
    readAddress,
    now: () => NOW,
    ...change,
  };
  const model = createPopupModel(ports);
  model.start();
  const started = () => sent.filter(([name]) => name === 'startJob').map(([, input]) => input);
  return { model, sent, started, answers, seen, setJobs: (rows: readonly JobRow[]) => jobs(rows) };
};

describe('the popup', () => {
  it('starts what the page offers best, with the limit and dates asked for', async () => {
    const { model, started } = setUp('profile');
    await settle();
    expect(model.choice.value?.id).toBe('here-posts');
    model.form.value = { ...model.form.value, limit: '50', range: 'week' };
    await model.begin();
    expect(started()).toEqual([
      {
        source: { kind: 'posts', secUid: expect.any(String), uniqueId: 'slowkitchen' },
        options: { maxCount: 50, interval: '2026-10-08|2026-10-14' },
      },
    ]);
    expect(model.started.value).toBe(1);
  });

  it('starts the list that a pasted address leads to, and the links again once it is gone from the field', async () => {
    const tag = { kind: 'tag', name: 'boats' } as const;
    const asked: string[] = [];
    const { model, started } = setUp('profile', {
      offer: async ({ url }) => {
        asked.push(url);
        if (!url.includes('/tag/')) return ok(offers.profile ?? { page: 'other', allowed: true, here: [], yours: [] });
        return ok({ page: 'tag', allowed: true, here: [{ source: tag }], yours: [] });
      },
    });
    await settle();
    model.pick('links');
    model.linkText.value = 'https://www.tiktok.com/tag/boats';
    expect(model.asking.value).toBe(true);
    await settle();
    expect(asked.at(-1)).toBe('https://www.tiktok.com/tag/boats');
    expect([model.asking.value, model.choice.value?.group, model.choice.value?.kind]).toEqual([false, 'pasted', 'tag']);
    model.linkText.value = 'https://www.tiktok.com/tag/boats https://www.tiktok.com/@a/video/1';
    await settle();
    expect(model.choice.value?.id).toBe('links');
    model.linkText.value = 'https://www.tiktok.com/tag/boats';
    await settle();
    model.form.value = { ...model.form.value, limit: '5' };
    await model.begin();
    expect(started()).toEqual([{ source: tag, options: { maxCount: 5 } }]);
    expect(model.linkText.value).toBe('');
  });

  /** On a profile, and every address that the popup asked about. */
  const setUpAsked = async () => {
    const asked: string[] = [];
    const { model, started } = setUp('profile', {
      offer: async ({ url }) => {
        asked.push(url);
        return ok(offers.profile ?? { page: 'other', allowed: true, here: [], yours: [] });
      },
    });
    await settle();
    return { model, started, asked };
  };

  it('offers the lists of one pasted person, and many people as one job', async () => {
    const { model, started, asked } = await setUpAsked();
    model.pick('links');
    model.linkText.value = '@one';
    await settle();
    expect(asked.at(-1)).toBe('@one');
    expect([model.choice.value?.group, model.choice.value?.kind]).toEqual(['pasted', 'posts']);
    await model.begin();
    expect(started()).toEqual([{ source: expect.objectContaining({ kind: 'posts' }), options: {} }]);
    model.pick('links');
    model.linkText.value = '@one @two';
    await settle();
    await model.begin();
    expect(started().at(-1)).toEqual({
      source: { kind: 'people', handles: ['one', 'two'] },
      options: { people: { posts: true } },
    });
  });

  it('offers a pasted post itself first, and the posts like it, without asking the site', async () => {
    const { model, started, asked } = await setUpAsked();
    const before = asked.length;
    const link = 'https://www.tiktok.com/@a.b/video/7300000000000000001';
    model.pick('links');
    model.linkText.value = link;
    await settle();
    expect([model.choice.value?.id, model.asking.value, asked.length]).toEqual(['pasted-links', false, before]);
    await model.begin();
    expect(started()).toEqual([{ source: { kind: 'links', links: [link] }, options: {} }]);
    model.pick('links');
    model.linkText.value = link;
    model.pick('pasted-related');
    await model.begin();
    expect(started().at(-1)).toEqual({ source: { kind: 'related', ofPost: '7300000000000000001' }, options: {} });
  });

  it('asks where a short link leads, and offers what is there', async () => {
    const { model, started } = setUp('profile', {
      offer: async ({ url }) =>
        url.includes('vm.tiktok.com')
          ? ok({ page: 'tag', allowed: true, here: [{ source: { kind: 'tag', name: 'boats' } }], yours: [] })
          : ok(offers.profile ?? { page: 'other', allowed: true, here: [], yours: [] }),
    });
    await settle();
    model.pick('links');
    model.linkText.value = 'https://vm.tiktok.com/ZMabc/';
    await settle();
    expect([model.choice.value?.group, model.choice.value?.kind]).toEqual(['pasted', 'tag']);
    await model.begin();
    expect(started()).toEqual([{ source: { kind: 'tag', name: 'boats' }, options: {} }]);
  });

  it('says why the page of a pasted address could not be read', async () => {
    const { model, started } = setUp('profile', {
      offer: async ({ url }) =>
        url.includes('/tag/')
          ? ok({ page: 'tag', allowed: true, here: [], yours: [], problem: failure('removed') })
          : ok(offers.profile ?? { page: 'other', allowed: true, here: [], yours: [] }),
    });
    await settle();
    model.pick('links');
    model.linkText.value = 'https://www.tiktok.com/tag/nothing';
    await settle();
    expect(model.problem.value?.code).toBe('removed');
    expect(started()).toEqual([]);
  });

  it('asks a list without an end for a hundred posts where nobody says how many', async () => {
    const { model, started } = setUp('profile', {
      offer: async () => ok({ page: 'feed', allowed: true, here: [{ source: { kind: 'feed' } }], yours: [] }),
    });
    await settle();
    await model.begin();
    expect(started()).toEqual([{ source: { kind: 'feed' }, options: { maxCount: 100 } }]);
  });

  it('records the person of the page when they go live, and no more', async () => {
    let tell: Parameters<PopupPorts['watchWatches']>[0] = () => {};
    const { model, sent } = setUp('profile', {
      watchWatches: (onWatches) => {
        tell = onWatches;
        return () => {};
      },
    });
    expect(model.watchable.value).toBeUndefined();
    await settle();
    expect(model.watchable.value).toEqual({ uniqueId: 'slowkitchen', on: false });
    await model.watchLive('slowkitchen', true);
    expect(sent.at(-1)).toEqual(['watchLive', { uniqueId: 'slowkitchen' }]);
    tell([
      {
        ...{ id: 'live:slowkitchen', kind: 'live', uniqueId: 'slowkitchen', nickname: 'Slow Kitchen', roomId: '' },
        ...{ createdAt: 0, dueAt: 0, lookedAt: 0, failures: 0, roomReadAt: 0, takenRoom: '' },
      },
    ]);
    expect(model.watchable.value?.on).toBe(true);
    await model.watchLive('slowkitchen', false);
    expect(sent.at(-1)).toEqual(['unwatch', { watchId: 'live:slowkitchen' }]);
  });

  it('watches the list that is chosen, narrowed as the form says, and changes how often', async () => {
    let tell: Parameters<PopupPorts['watchWatches']>[0] = () => {};
    const { model, sent } = setUp('profile', {
      watchWatches: (onWatches) => {
        tell = onWatches;
        return () => {};
      },
    });
    await settle();
    expect(model.listWatch.value).toEqual({ every: undefined, options: {} });
    const sixHours = { unit: 'hours', count: 6 } as const;
    model.form.value = { ...model.form.value, kind: 'video' };
    await model.watchList(sixHours);
    const source = { kind: 'posts', secUid: expect.any(String), uniqueId: 'slowkitchen' };
    expect(sent.at(-1)).toEqual(['watchList', { source, options: { postKind: 'video' }, every: sixHours }]);
    await model.watchList(sixHours, true);
    expect(sent.at(-1)?.[1]).toMatchObject({ every: sixHours, onlyNew: true });
    const chosen = model.choice.value?.sources[0]?.source;
    if (chosen?.kind !== 'posts') throw new Error('no posts to choose');
    tell([
      {
        ...{ id: 'list:a', kind: 'list', options: {}, every: sixHours, name: '', createdAt: 0, dueAt: 0, lookedAt: 0 },
        ...{ strikes: 0, restUntil: 0, found: 0, source: { ...chosen, uniqueId: 'earlier.name' } },
      },
    ]);
    expect(model.listWatch.value).toEqual({ every: sixHours, options: {} });
    await model.watchList({ unit: 'days', count: 1, at: 480 });
    expect(sent.at(-1)).toEqual(['setWatchEvery', { watchId: 'list:a', every: { unit: 'days', count: 1, at: 480 } }]);
    await model.watchList(undefined);
    expect(sent.at(-1)).toEqual(['unwatch', { watchId: 'list:a' }]);
    model.pick('links');
    expect(model.listWatch.value).toBeUndefined();
  });

  it('knows that the live of the page is being recorded, and stops or shows the recording', async () => {
    let tell: Parameters<PopupPorts['watchRecordings']>[0] = () => {};
    const { model, sent, answers } = setUp('live', {
      watchRecordings: (onRecordings) => {
        tell = onRecordings;
        return () => {};
      },
    });
    await settle();
    expect(model.recordingHere.value).toBe(false);
    const other = mockRecording({ id: 'b', uniqueId: 'other' });
    tell([other]);
    expect(model.recordingHere.value).toBe(false);
    const recording = mockRecording({ id: 'a' });
    tell([recording, other]);
    expect(model.recordingHere.value).toBe(true);
    await model.controlRecording(recording, 'stop');
    expect(sent.at(-1)).toEqual(['stopRecording', { recordingId: 'a' }]);
    tell([mockRecording({ id: 'a', state: 'done' })]);
    expect(model.recordingHere.value).toBe(false);
    await model.controlRecording(recording, 'again');
    expect(sent.at(-1)).toEqual(['startRecording', { uniqueId: 'slowkitchen' }]);
    answers.showRecording = err(failure('file'));
    await model.controlRecording(recording, 'show');
    expect(model.problem.value).toEqual({ code: 'file', about: 'show' });
  });

  it.each([
    ['yours-likes', 0, { kind: 'likes' }],
    ['yours-favourites', 0, { kind: 'favourites' }],
    ['here-mix', 1, { kind: 'mix', mixId: '7000000000000000002' }],
  ] as const)('starts %s number %d', async (id, which, source) => {
    const { model, started } = setUp('profileMany');
    await settle();
    model.pick(id);
    model.pickWhich(which);
    await model.begin();
    expect(started()).toEqual([{ source: expect.objectContaining(source), options: {} }]);
  });

  it('starts nothing that is blocked, and nothing while a field is wrong', async () => {
    const { model, started } = setUp('profileMany');
    await settle();
    model.pick('here-likes');
    await model.begin();
    model.pick('here-posts');
    model.form.value = { ...model.form.value, limit: 'many' };
    expect(model.wrong.value).toBe('limit');
    await model.begin();
    expect(started()).toEqual([]);
  });

  it('sends pasted links without the limits of lists, and empties the field', async () => {
    const { model, started } = setUp('profile');
    await settle();
    model.form.value = { ...model.form.value, limit: '1' };
    model.pick('links');
    model.linkText.value = 'a b';
    await model.begin();
    expect(started()).toEqual([{ source: { kind: 'links', links: ['a', 'b'] }, options: {} }]);
    expect(model.linkText.value).toBe('');
  });

  it('starts pasted people with what is wanted of each, and pasted links beside them', async () => {
    const { model, started } = setUp('profile');
    await settle();
    model.pick('links');
    model.linkText.value = '@one a @two';
    const { people } = model.form.value;
    model.form.value = { ...model.form.value, limit: '3', people: { ...people, order: 'handle', pause: '2000' } };
    expect(model.wrong.value).toBe('pause');
    await model.begin();
    expect(started()).toEqual([]);
    model.form.value = { ...model.form.value, people: { ...people, order: 'handle', pause: '2' } };
    await model.begin();
    expect(started()).toEqual([
      {
        source: { kind: 'people', handles: ['one', 'two'] },
        options: { maxCount: 3, people: { posts: true, order: 'handle', pause: 120 } },
      },
      { source: { kind: 'links', links: ['a'] }, options: {} },
    ]);
    expect([model.linkText.value, model.started.value]).toEqual(['', 2]);
  });

  it('saves a post, and saves a saved one again', async () => {
    const { model, sent, answers } = setUp('post');
    await settle();
    await model.begin();
    const state = { postId: '7300000000000000001', progress: 1, files: { done: 1, total: 1 }, state: 'saved' };
    answers.postStates = ok({ states: [state] });
    await model.begin();
    await settle();
    expect(model.post.value?.state).toBe('saved');
    await model.begin();
    const names = sent.map(([name]) => name).filter((name) => name === 'save' || name === 'saveAgain');
    expect(names).toEqual(['save', 'save', 'saveAgain']);
  });

  it('shows why a press came to nothing, until the next one', async () => {
    const { model, answers } = setUp('profile');
    await settle();
    answers.startJob = err(failure('offline'));
    await model.begin();
    expect([model.problem.value?.code, model.busy.value, model.started.value]).toEqual(['offline', false, 0]);
    delete answers.startJob;
    await model.begin();
    expect(model.problem.value).toBeUndefined();
  });

  it('says of a retry that nothing can be tried again', async () => {
    const { model, answers } = setUp('profile');
    await settle();
    answers.controlJob = err(failure('input', 'nothing to retry'));
    await model.control('job', 'retry');
    expect(model.problem.value).toMatchObject({ code: 'input', about: 'retry' });
    await model.control('job', 'pause');
    expect(model.problem.value?.about).toBeUndefined();
  });

  it('takes a second press during the first for the same', async () => {
    const { model, started } = setUp('profile');
    await settle();
    await Promise.all([model.begin(), model.begin()]);
    expect(started()).toHaveLength(1);
  });

  it('says what a page without an answer failed by, and asks again', async () => {
    let answer: unknown = err(failure('captcha'));
    const { model } = setUp('profile', { offer: async () => answer as never });
    await settle();
    expect(model.page.value).toMatchObject({ status: 'failed', error: { code: 'captcha' } });
    answer = ok(offers.profile);
    await model.reload();
    expect(model.page.value.status).toBe('ready');
  });

  it('takes a tab that was closed for no page, and a browser that cannot ask for a no', async () => {
    const { model } = setUp('profile', {
      tab: () => Promise.reject(new Error('No tab with id: 7')),
      requestAccess: () => Promise.reject(new Error('managed')),
      readSettings: () => Promise.reject(new Error('no storage')),
      hintSeen: () => Promise.reject(new Error('no storage')),
    });
    await settle();
    expect(model.page.value).toMatchObject({ status: 'ready', offer: { page: 'elsewhere' } });
    await model.allow();
    expect(model.busy.value).toBe(false);
  });

  it('looks again after access was given, not when it was refused', async () => {
    let allowed = false;
    let asked = 0;
    const { model } = setUp('noAccess', {
      requestAccess: async () => allowed,
      offer: async (_tab, more) => {
        if (!more) asked += 1;
        return ok(offers[allowed ? 'profile' : 'noAccess'] ?? { page: 'other', allowed, here: [], yours: [] });
      },
    });
    await settle();
    await model.allow();
    expect(asked).toBe(1);
    allowed = true;
    await model.allow();
    expect(model.choice.value?.id).toBe('here-posts');
  });

  it('explains the work tab while a list is read, until it is waved off for good', async () => {
    const { model, setJobs, seen } = setUp('profile');
    await settle();
    expect(model.workTabHint.value).toBe(false);
    setJobs([{ job: mockJobs.listing, bytes: 0 }]);
    expect(model.workTabHint.value).toBe(true);
    await model.dismissWorkTabHint();
    expect([model.workTabHint.value, seen.has('work-tab')]).toEqual([false, true]);
  });

  it('asks for the state of the post once more when asked during a question', async () => {
    const { model, sent, setJobs } = setUp('post');
    await settle();
    const before = sent.length;
    for (let change = 0; change < 10; change += 1) setJobs([{ job: mockJobs.listing, bytes: change }]);
    await settle();
    expect(sent.length - before).toBe(2);
    expect(model.jobs.value).toHaveLength(1);
  });
});
