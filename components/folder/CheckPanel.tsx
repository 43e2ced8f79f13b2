import { ArchiveRestore, ListChecks, RefreshCw, X } from 'lucide';
import { useEffect } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { Notice } from '@/components/common/Notice';
import { joinSentences } from '@/lib/base/joinSentences';
import type { CheckStatus, CheckTally, FindingKind } from '@/lib/ports/FolderAccess';
import { formatNumber } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { CheckModel } from '@/lib/ui/options/createCheckModel';
import { WorkProblem } from './WorkProblem';
import { WorkProgress } from './WorkProgress';

interface Props {
  readonly model: CheckModel;
}

const seenOf = ({ there, missing, changed, unseen, broken }: CheckTally): number =>
  there + missing + changed + unseen + broken;

const headings = {
  missing: 'check_missing',
  changed: 'check_changed',
  adoptable: 'check_adoptable',
  foreign: 'check_foreign',
} as const satisfies Record<FindingKind, string>;

const Remedies = ({ model, kind }: Props & { readonly kind: FindingKind }) => {
  const disabled = model.isMending.value;
  if (kind === 'foreign') return null;
  if (kind === 'adoptable')
    return (
      <Button size="small" icon={ArchiveRestore} {...{ disabled }} onClick={() => void model.remedy('adopt', kind)}>
        {t('check_adopt')}
      </Button>
    );
  return (
    <>
      <Button size="small" icon={RefreshCw} {...{ disabled }} onClick={() => void model.remedy('again', kind)}>
        {t('action_save_again')}
      </Button>
      <Button size="small" look="quiet" icon={X} {...{ disabled }} onClick={() => void model.remedy('forget', kind)}>
        {t('check_forget')}
      </Button>
    </>
  );
};

type Found = CheckStatus['found'][number];

/** Files of one kind by their names, and what can be pressed for all of them. */
const FoundFiles = ({ model, found: { kind, count, paths } }: Props & { readonly found: Found }) => (
  <section class="check-found">
    <details>
      <summary>{t(headings[kind], formatNumber(count))}</summary>
      <ul>
        {paths.map((path) => (
          <li key={path} dir="auto">
            {path}
          </li>
        ))}
        {count > paths.length && <li class="muted">{t('check_more', formatNumber(count - paths.length))}</li>}
      </ul>
    </details>
    <p class="drop__more">
      <Remedies {...{ model, kind }} />
    </p>
  </section>
);

const outcomes = { again: 'library_again_started', forget: 'check_forgotten', adopt: 'check_adopted' } as const;

const Outcome = ({ model, status }: Props & { readonly status: CheckStatus }) => {
  const { there, missing, changed, unseen, broken, total } = status.tally;
  if (!status.isDone) {
    const words = t('check_stopped', formatNumber(seenOf(status.tally)), formatNumber(total));
    return <Notice tone="warn" live topic="files_gone" title={words} />;
  }
  const words = t('check_done', ...[there, missing, changed].map(formatNumber));
  const remarks = [
    ...(broken > 0 ? [t('check_broken', formatNumber(broken))] : []),
    ...(unseen > 0 ? [t('check_unseen', formatNumber(unseen))] : []),
  ];
  return (
    <>
      <Notice tone={missing + changed + broken === 0 ? 'good' : 'warn'} live topic="files_gone" title={words}>
        {remarks.length > 0 && joinSentences(...remarks)}
      </Notice>
      {status.found.map((found) => (
        <FoundFiles key={found.kind} {...{ model, found }} />
      ))}
    </>
  );
};

const Problem = ({ model }: Props) => {
  const state = model.state.value;
  const problem = state.step === 'problem' ? state.problem : model.problem.value;
  if (!problem) return null;
  if (problem.code === 'input') return <Notice live title={t('relocate_other_page')} />;
  return <WorkProblem code={problem.code} />;
};

/** "Check my library": whether the saved files still lie whole where they were saved, and what can be done about it. */
export const CheckPanel = ({ model }: Props) => {
  useEffect(() => void model.refresh(), [model]);
  const state = model.state.value;
  const status = model.status.value;
  const done = model.done.value;
  if (state.step === 'busy') {
    const { total } = state.tally;
    const seen = seenOf(state.tally);
    const words = t('rebuild_busy', formatNumber(seen), formatNumber(total));
    return (
      <div class="relocate">
        <WorkProgress words={words} share={total === 0 ? 0 : seen / total} onStop={model.stop} />
      </div>
    );
  }
  const isStopped = status !== undefined && !status.isDone;
  return (
    <div class="relocate">
      <Problem model={model} />
      {done && <Notice tone="good" live title={t(outcomes[done.what], formatNumber(done.files))} />}
      {status && <Outcome {...{ model, status }} />}
      <p class="drop__more">
        <Button look="plain" size="small" icon={ListChecks} onClick={() => void model.begin()}>
          {t(isStopped ? 'renaming_go_on' : 'check_begin')}
        </Button>
        {status && (
          <Button look="quiet" size="small" onClick={() => void model.letGo()}>
            {t(isStopped ? 'action_cancel' : 'action_close')}
          </Button>
        )}
      </p>
    </div>
  );
};
