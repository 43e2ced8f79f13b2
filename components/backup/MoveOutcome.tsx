import { Button } from '@/components/common/Button';
import { Notice } from '@/components/common/Notice';
import { ProgressBar } from '@/components/common/ProgressBar';
import { joinSentences } from '@/lib/base/joinSentences';
import type { Settings } from '@/lib/model/settings';
import { formatBytes, formatDateTime, formatNumber } from '@/lib/ui/format/format';
import { plural, t } from '@/lib/ui/format/i18n';
import type { MoveModel, MoveState } from '@/lib/ui/options/createMoveModel';
import { settingChanges } from '@/lib/ui/options/settingChanges';
import { errorWords } from '@/lib/ui/words/errorWords';
import { type MoveLine, moveLines, moveProblemWords } from '@/lib/ui/words/moveWords';
import { SettingChangesTable } from './SettingChangesTable';

type In<S extends MoveState['step']> = Extract<MoveState, { step: S }>;

const workKeys = { writing: 'move_writing', checking: 'move_checking', merging: 'move_merging' } as const;

const Busy = ({ model, state }: { readonly model: MoveModel; readonly state: In<'busy'> }) => (
  <div class="move">
    <p role="status">{t(workKeys[state.work])}</p>
    <ProgressBar label={t(workKeys[state.work])} share={state.share} />
    <span class="sure">
      <Button look="quiet" onClick={model.stop}>
        {t('action_cancel')}
      </Button>
    </span>
  </div>
);

const Lines = ({ lines, merged }: { readonly lines: readonly MoveLine[]; readonly merged: boolean }) => (
  <table class={merged ? 'move__lines move__lines--merged' : 'move__lines'}>
    <thead>
      <tr>
        <th scope="col">{t('move_what')}</th>
        <th scope="col">{t('move_in_file')}</th>
        {merged && (
          <>
            <th scope="col">{t('move_added')}</th>
            <th scope="col">{t('move_renewed')}</th>
            <th scope="col">{t('move_same')}</th>
          </>
        )}
      </tr>
    </thead>
    <tbody>
      {lines.map(({ name, count, tally }) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          <td>{formatNumber(count)}</td>
          {merged && (
            <>
              <td>{formatNumber(tally?.added ?? 0)}</td>
              <td>{formatNumber(tally?.renewed ?? 0)}</td>
              <td>{formatNumber(tally?.same ?? 0)}</td>
            </>
          )}
        </tr>
      ))}
    </tbody>
  </table>
);

interface ReadyProps {
  readonly model: MoveModel;
  readonly state: In<'ready'>;
  readonly settings: Settings;
}

const Ready = ({ model, state: { summary }, settings }: ReadyProps) => {
  const changes = summary.settings ? settingChanges(settings, summary.settings) : [];
  return (
    <div class="move">
      <Notice tone="warn" live title={t('move_ready')}>
        {t('move_from', formatDateTime(summary.at), summary.app)}
      </Notice>
      <Lines lines={moveLines(summary.rows)} merged={false} />
      {changes.length > 0 && (
        <>
          <label class="move__settings">
            <input
              type="checkbox"
              checked={model.withSettings.value}
              onChange={(event) => model.setSettings(event.currentTarget.checked)}
            />
            {t('move_take_settings')}
          </label>
          {model.withSettings.value && (
            <div class="import-preview">
              <SettingChangesTable changes={changes} />
            </div>
          )}
        </>
      )}
      <span class="sure">
        <Button look="primary" onClick={() => void model.take()}>
          {t('move_take')}
        </Button>
        <Button look="quiet" onClick={model.close}>
          {t('action_cancel')}
        </Button>
      </span>
    </div>
  );
};

const Merged = ({ model, state }: { readonly model: MoveModel; readonly state: In<'merged'> }) => {
  const { settings } = state;
  return (
    <div class="move">
      <Notice tone="good" live title={t('move_merged')} onDismiss={model.close}>
        {settings === 'taken' && t('move_merged_settings')}
      </Notice>
      {typeof settings === 'object' && (
        <Notice tone="bad" live title={errorWords(settings.code, 'press').what} topic={settings.code}>
          {t('move_settings_failed')}
        </Notice>
      )}
      <Lines lines={moveLines(state.summary.rows, state.tallies)} merged />
    </div>
  );
};

const Problem = ({ model, state }: { readonly model: MoveModel; readonly state: In<'problem'> }) => {
  const words = moveProblemWords(state.problem, state.work === 'merging');
  return (
    <Notice
      tone={state.problem.kind === 'stopped' ? 'info' : 'bad'}
      live
      title={words.what}
      topic={words.topic}
      onDismiss={model.close}
    >
      {joinSentences(words.kept, words.todo)} {words.code && <code>{words.code}</code>}
    </Notice>
  );
};

/** What writing a file is at, or came to. */
export const WriteOutcome = ({ model }: { readonly model: MoveModel }) => {
  const state = model.state.value;
  if (state.step === 'busy') return state.work === 'writing' ? <Busy model={model} state={state} /> : null;
  if (state.step === 'problem') return state.work === 'writing' ? <Problem model={model} state={state} /> : null;
  if (state.step !== 'written') return null;
  const { file, leftOut } = state.written;
  return (
    <Notice tone="good" live title={t('move_written', formatBytes(file.size))} onDismiss={model.close}>
      {leftOut > 0 && plural('move_left_out', leftOut)}
    </Notice>
  );
};

/** What reading a file is at, what it holds, and what came of it. */
export const ReadOutcome = ({ model, settings }: { readonly model: MoveModel; readonly settings: Settings }) => {
  const state = model.state.value;
  if (state.step === 'busy') return state.work === 'writing' ? null : <Busy model={model} state={state} />;
  if (state.step === 'problem') return state.work === 'writing' ? null : <Problem model={model} state={state} />;
  if (state.step === 'ready') return <Ready model={model} state={state} settings={settings} />;
  return state.step === 'merged' ? <Merged model={model} state={state} /> : null;
};
