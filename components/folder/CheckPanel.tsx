import { ListChecks } from 'lucide';
import { Button } from '@/components/common/Button';
import { Notice } from '@/components/common/Notice';
import { formatNumber } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { CheckModel } from '@/lib/ui/options/createCheckModel';
import { WorkProblem } from './WorkProblem';
import { WorkProgress } from './WorkProgress';

interface Props {
  readonly model: CheckModel;
}

const Outcome = ({ model }: Props) => {
  const state = model.state.value;
  if (state.step === 'problem') return <WorkProblem code={state.problem.code} />;
  if (state.step !== 'done') return null;
  const { there, missing, changed } = state.tally;
  const words = t('check_done', ...[there, missing, changed].map(formatNumber));
  if (missing + changed === 0) return <Notice tone="good" live title={words} />;
  return (
    <Notice tone="warn" live topic="files_gone" title={words}>
      {t('check_do')}
    </Notice>
  );
};

/** "Check my library": whether the saved files still lie whole where they were saved. */
export const CheckPanel = ({ model }: Props) => {
  const state = model.state.value;
  if (state.step === 'busy') {
    const { total, there, missing, changed } = state.tally;
    const seen = there + missing + changed;
    return (
      <div class="relocate">
        <WorkProgress
          words={t('rebuild_busy', formatNumber(seen), formatNumber(total))}
          share={total === 0 ? 0 : seen / total}
          onStop={model.stop}
        />
      </div>
    );
  }
  return (
    <div class="relocate">
      <Outcome model={model} />
      <p class="drop__more">
        <Button look="plain" size="small" icon={ListChecks} onClick={() => void model.begin()}>
          {t('check_begin')}
        </Button>
        <span class="muted">{t('check_help')}</span>
      </p>
    </div>
  );
};
