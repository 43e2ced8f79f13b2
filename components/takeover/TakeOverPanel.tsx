import { ArrowDownToLine, CopyCheck } from 'lucide';
import { useEffect, useMemo } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { Notice } from '@/components/common/Notice';
import { ProgressBar } from '@/components/common/ProgressBar';
import { joinSentences } from '@/lib/base/joinSentences';
import { takenOrigins } from '@/lib/model/library/takenOver';
import type { FoundPosts } from '@/lib/takeover/FoundPosts';
import type { TakeOverInput } from '@/lib/takeover/TakeOverInput';
import { formatNumber } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import {
  createTakeOverModel,
  type TakeOverModel,
  type TakeOverPorts,
  type TakeOverState,
} from '@/lib/ui/takeover/createTakeOverModel';
import { errorWords } from '@/lib/ui/words/errorWords';
import { originWord, placeWords, takeOverProblemWords } from '@/lib/ui/words/takeOverWords';

type In<S extends TakeOverState['step']> = Extract<TakeOverState, { step: S }>;

/** Where what was found comes from; each can be left out. */
const Origins = ({ model, found }: { readonly model: TakeOverModel; readonly found: FoundPosts }) => (
  <fieldset class="take__origins">
    <legend>{t('take_what')}</legend>
    {takenOrigins
      .filter((origin) => found.byOrigin[origin].size > 0)
      .map((origin) => (
        <label key={origin}>
          <input type="checkbox" checked={model.wanted.value.has(origin)} onChange={() => model.toggle(origin)} />
          {originWord(origin)} <span class="muted figures">{formatNumber(found.byOrigin[origin].size)}</span>
        </label>
      ))}
  </fieldset>
);

const Unreadable = ({ found }: { readonly found: FoundPosts }) =>
  found.unreadable === 0 ? null : (
    <details>
      <summary>
        {t('take_unreadable')}: {formatNumber(found.unreadable)}
      </summary>
      <ul class="take__examples">
        {found.examples.map((one) => (
          <li key={`${one.file} ${one.line} ${one.entry}`}>
            {placeWords(one)} {one.text !== '' && <code dir="auto">{one.text}</code>}
          </li>
        ))}
      </ul>
    </details>
  );

const Ready = ({ model, state: { found } }: { readonly model: TakeOverModel; readonly state: In<'ready'> }) => {
  const numbers = model.numbers.value ?? { found: 0, known: 0, fresh: 0 };
  const fresh = formatNumber(numbers.fresh);
  const lines = [
    [t('take_found'), numbers.found],
    [t('take_known'), numbers.known],
    [t('take_fresh'), numbers.fresh],
    ...(found.otherSites > 0 ? ([[t('take_other_sites'), found.otherSites]] as const) : []),
  ] as const;
  return (
    <div class="move">
      <Notice tone="info" live title={t('take_ready')} />
      <Origins model={model} found={found} />
      <table class="move__lines">
        <tbody>
          {lines.map(([name, count]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{formatNumber(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Unreadable found={found} />
      <p class="muted">{numbers.fresh === 0 ? t('take_nothing') : t('take_choice')}</p>
      <span class="sure">
        <Button look="primary" icon={CopyCheck} disabled={numbers.fresh === 0} onClick={() => void model.count()}>
          {t('take_count', fresh)}
        </Button>
        <Button icon={ArrowDownToLine} disabled={numbers.fresh === 0} onClick={() => void model.save()}>
          {t('take_save', fresh)}
        </Button>
        <Button look="quiet" onClick={model.close}>
          {t('action_cancel')}
        </Button>
      </span>
    </div>
  );
};

const Busy = ({ model, state }: { readonly model: TakeOverModel; readonly state: In<'busy'> }) => {
  const words = t(`take_busy_${state.work}`);
  return (
    <div class="move">
      <p role="status">{words}</p>
      <ProgressBar label={words} share={state.share} />
      <span class="sure">
        <Button look="quiet" onClick={model.stop}>
          {t('action_cancel')}
        </Button>
      </span>
    </div>
  );
};

const Problem = ({ model, state: { problem } }: { readonly model: TakeOverModel; readonly state: In<'problem'> }) => {
  if (problem.kind === 'failed') {
    const { what, todo } = errorWords(problem.failure.code, 'press');
    return (
      <Notice tone="bad" live title={what} topic={problem.failure.code} onDismiss={model.close}>
        {todo}
      </Notice>
    );
  }
  const { what, todo, place, topic } = takeOverProblemWords(problem);
  if (problem.kind === 'stopped')
    return (
      <Notice tone="info" live title={what} onDismiss={model.close}>
        {t('move_nothing_changed')}
      </Notice>
    );
  return (
    <Notice tone="bad" live title={what} topic={topic} onDismiss={model.close}>
      {joinSentences(todo, t('move_nothing_changed'))} {place && <code>{place}</code>}
    </Notice>
  );
};

const Outcome = ({ model }: { readonly model: TakeOverModel }) => {
  const state = model.state.value;
  switch (state.step) {
    case 'idle':
      return null;
    case 'busy':
      return <Busy model={model} state={state} />;
    case 'ready':
      return <Ready model={model} state={state} />;
    case 'problem':
      return <Problem model={model} state={state} />;
    case 'started':
      return <Notice tone="good" live title={t('take_started', formatNumber(state.posts))} onDismiss={model.close} />;
    case 'counted':
      return (
        <Notice tone="good" live title={t('take_counted', formatNumber(state.tally.added))} onDismiss={model.close}>
          {state.tally.isStopped && t('take_counted_rest')}
        </Notice>
      );
  }
};

interface Props {
  readonly ports: TakeOverPorts;
  readonly input: TakeOverInput;
}

/** What was found in what was chosen or dropped, and what came of it. */
export const TakeOverPanel = ({ ports, input }: Props) => {
  const model = useMemo(() => createTakeOverModel(ports), [ports]);
  useEffect(() => void model.read(input), [model, input]);
  return <Outcome model={model} />;
};
