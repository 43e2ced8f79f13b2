import { ArchiveRestore } from 'lucide';
import { useEffect } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { Notice } from '@/components/common/Notice';
import { formatNumber } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { RebuildModel } from '@/lib/ui/options/createRebuildModel';
import { WorkProblem } from './WorkProblem';
import { WorkProgress } from './WorkProgress';

interface Props {
  readonly model: RebuildModel;
  /** The chosen folder's name. */
  readonly name: string;
}

const Outcome = ({ model }: Pick<Props, 'model'>) => {
  const state = model.state.value;
  if (state.step === 'problem') return <WorkProblem code={state.problem.code} />;
  if (state.step !== 'done') return null;
  const { back, gone } = state.tally;
  return <Notice tone="good" live title={t('rebuild_done', formatNumber(back), formatNumber(gone))} />;
};

/** Files that the chosen folder's own lists name and the library does not know, after its database was lost say. */
export const RebuildPanel = ({ model, name }: Props) => {
  useEffect(() => void model.refresh(), [model, name]);
  const state = model.state.value;
  const forgotten = model.forgotten.value ?? 0;
  if (state.step === 'idle' && forgotten === 0) return null;
  if (state.step === 'busy') {
    const { total, back, gone } = state.tally;
    const words = t('rebuild_busy', formatNumber(back + gone), formatNumber(total));
    return (
      <div class="relocate">
        <WorkProgress words={words} share={total === 0 ? 0 : (back + gone) / total} onStop={model.stop} />
      </div>
    );
  }
  return (
    <div class="relocate">
      <Outcome model={model} />
      {forgotten > 0 && (
        <>
          <p>{t('rebuild_offer', formatNumber(forgotten))}</p>
          <p class="drop__more">
            <Button icon={ArchiveRestore} onClick={() => void model.begin()}>
              {t('rebuild_begin')}
            </Button>
          </p>
        </>
      )}
    </div>
  );
};
