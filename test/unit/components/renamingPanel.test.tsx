// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { expect, it, vi } from 'vitest';
import { RenamingPanel } from '@/components/folder/RenamingPanel';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { settingsSchema } from '@/lib/model/settings';
import type { RenamedPerson, Renamer, RenamingStatus, RenamingTally } from '@/lib/ports/FolderAccess';
import { t } from '@/lib/ui/format/i18n';
import { createRenamingModel } from '@/lib/ui/options/createRenamingModel';
import { draw } from './draw';

const none: RenamingTally = { total: 12, moved: 0, missing: 0, left: 0 };
const ada: RenamedPerson = { secUid: 'a', before: 'Ada', now: 'Countess', files: 12 };

const byTemplate = (isDone: boolean, tally: RenamingTally, direction: 'there' | 'back' = 'there'): RenamingStatus => ({
  ...{ reason: { kind: 'template' }, direction, isDone, tally },
});

const open = async (
  given: {
    status?: RenamingStatus;
    people?: readonly RenamedPerson[];
    askRename?: boolean;
    looked?: Result<true>;
  } = {},
) => {
  let { status, people = [] } = given;
  const asked: string[] = [];
  const ended = Promise.withResolvers<Result<RenamingTally>>();
  let progress = (_: RenamingTally): void => undefined;
  let signal: AbortSignal | undefined;
  const first = [{ key: 'k', from: 'old/1.mp4', to: 'new/1.mp4', isTaken: true }];
  const note = async (what: string): Promise<Result<true>> => {
    asked.push(what);
    return ok(true);
  };
  const ports: Renamer = {
    status: async () => status,
    preview: async () =>
      given.looked && !given.looked.ok
        ? given.looked
        : ok({ total: 12, first, taken: 3, unnamed: 4, begin: () => note('begin') }),
    people: async () => people,
    beginPerson: (secUid) => note(`person ${secUid}`),
    keepName: async ({ secUid }) => {
      asked.push(`keep ${secUid}`);
      people = [];
    },
    run: (signals) => {
      ({ onProgress: progress, signal } = signals);
      asked.push('run');
      return ended.promise;
    },
    turnBack: async () => void asked.push('turn'),
    letGo: async () => {
      asked.push('let go');
      status = undefined;
    },
  };
  const settings = settingsSchema.parse({ place: 'folder', askRename: given.askRename ?? true });
  const view = await draw(<RenamingPanel model={createRenamingModel(ports)} settings={settings} />);
  await act(async () => undefined);
  return {
    ...view,
    asked,
    text: () => view.root.textContent ?? '',
    progress: (tally: RenamingTally) => act(() => progress(tally)),
    isStopped: () => signal?.aborted,
    end: (result: Result<RenamingTally>, next: RenamingStatus) =>
      act(async () => {
        status = next;
        ended.resolve(result);
        await ended.promise;
      }),
  };
};

it('shows what a template would change before anything does, then does it, and can stop', async () => {
  const page = await open();
  await page.press(page.button(t('renaming_look')));
  expect(page.text()).toContain(t('renaming_would', '12', '1'));
  expect(page.text()).toContain(`new/1.mp4${t('renaming_is_taken')}`);
  expect(page.text()).toContain(t('renaming_taken', '3'));
  expect(page.text()).toContain(t('renaming_unnamed', '4'));
  expect(page.asked).toEqual([]);
  await page.press(page.button(t('renaming_begin')));
  expect(page.asked).toEqual(['begin', 'run']);
  await page.progress({ ...none, moved: 3 });
  expect(page.text()).toContain(t('renaming_busy', '3', '12'));
  await page.press(page.button(t('relocate_stop')));
  expect(page.isStopped()).toBe(true);
  const stopped = { ...none, moved: 3 };
  await page.end(ok(stopped), byTemplate(false, stopped));
  expect(page.text()).toContain(t('renaming_stopped', '3', '12'));
});

it('goes on with what a closed browser cut off, puts it back, or leaves it', async () => {
  const page = await open({ status: byTemplate(false, { ...none, moved: 3 }) });
  // What is half done comes before anything new.
  expect(page.text()).not.toContain(t('renaming_look'));
  await page.press(page.button(t('renaming_let_go')));
  expect(page.asked).toEqual(['let go']);
  const again = await open({ status: byTemplate(false, { ...none, moved: 3 }) });
  await again.press(again.button(t('renaming_back')));
  expect(again.asked).toEqual(['turn', 'run']);
  const third = await open({ status: byTemplate(false, { ...none, moved: 3 }) });
  await third.press(third.button(t('renaming_go_on')));
  expect(third.asked).toEqual(['run']);
});

it('says what could not be renamed, and offers the way back once', async () => {
  const page = await open({ status: byTemplate(true, { total: 12, moved: 9, missing: 2, left: 1 }) });
  expect(page.text()).toContain(t('renaming_done', '9'));
  expect(page.text()).toContain(t('renaming_rest', '2', '1'));
  expect(page.text()).toContain(t('renaming_back'));
  const back = await open({ status: byTemplate(true, { ...none, moved: 12 }, 'back') });
  expect(back.text()).toContain(t('renaming_is_back', '12'));
  expect(back.text()).not.toContain(t('renaming_back'));
});

it('asks about somebody of another name, who can be renamed or left', async () => {
  const page = await open({ people: [ada] });
  expect(page.text()).toContain(t('renaming_person', 'Ada', 'Countess'));
  await page.press(page.button(t('renaming_person_no')));
  expect(page.asked).toEqual(['keep a']);
  await vi.waitFor(() => expect(page.text()).not.toContain(t('renaming_person', 'Ada', 'Countess')));
  const again = await open({ people: [ada] });
  await again.press(again.button(t('renaming_person_yes')));
  expect(again.asked).toEqual(['person a', 'run']);
});

it('asks nobody where the settings say so', async () => {
  const page = await open({ people: [ada], askRename: false });
  expect(page.text()).not.toContain(t('renaming_person', 'Ada', 'Countess'));
});

it.each([
  ['grant', 'error_grant'],
  ['input', 'renaming_elsewhere'],
] as const)('says why nothing could be looked at: %s', async (code, key) => {
  const page = await open({ looked: err(failure(code)) });
  await page.press(page.button(t('renaming_look')));
  expect(page.text()).toContain(t(key));
});
