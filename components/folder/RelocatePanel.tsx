import { FolderInput, FolderOpen } from 'lucide';
import { useEffect } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { Notice } from '@/components/common/Notice';
import type { RelocateTally } from '@/lib/ports/FolderAccess';
import { formatNumber } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { Elsewhere, RelocateModel } from '@/lib/ui/options/createRelocateModel';
import { FolderDrop } from './FolderDrop';
import { WorkProblem } from './WorkProblem';
import { WorkProgress } from './WorkProgress';

interface Props {
  readonly model: RelocateModel;
  /** The chosen folder's name. */
  readonly name: string;
}

const shareOf = ({ total, moved, missing, left }: RelocateTally): number =>
  total === 0 ? 0 : (moved + missing + left) / total;

const busyWords = ({ moved, total }: RelocateTally): string =>
  t('relocate_busy', formatNumber(moved), formatNumber(total));

const Outcome = ({ model }: Pick<Props, 'model'>) => {
  const state = model.state.value;
  if (state.step === 'problem') {
    const { code } = state.problem;
    if (code === 'input') return <Notice live title={t('relocate_other_page')} />;
    return <WorkProblem code={code} />;
  }
  if (state.step !== 'done') return null;
  const { moved, missing, left } = state.tally;
  const words = t('relocate_done', ...[moved, missing, left].map(formatNumber));
  return missing + left > 0 ? (
    <Notice tone="warn" live topic="unmoved" title={words} />
  ) : (
    <Notice tone="good" live title={words} />
  );
};

const Offer = ({ model, name, elsewhere }: Props & { readonly elsewhere: Elsewhere }) => {
  const { folders, downloads } = elsewhere;
  if (folders + downloads === 0) return null;
  return (
    <>
      <p>{t('relocate_offer', formatNumber(folders + downloads), name)}</p>
      <p class="muted">{t('relocate_help')}</p>
      {folders > 0 && (
        <p class="drop__more">
          <Button icon={FolderInput} onClick={() => void model.begin()}>
            {t('relocate_begin')}
          </Button>
        </p>
      )}
      {downloads > 0 && (
        <FolderDrop label={t('relocate_choose')} onItems={(items) => void model.takeDroppedSource(items)}>
          <p class="muted">{t('relocate_downloads', formatNumber(downloads))}</p>
          <p class="drop__more">
            <Button icon={FolderOpen} onClick={() => void model.chooseSource()}>
              {t('relocate_choose')}
            </Button>
          </p>
        </FolderDrop>
      )}
    </>
  );
};

/** Files that were saved before the folder was chosen: how many, and what can be pressed to have them there. */
export const RelocatePanel = ({ model, name }: Props) => {
  useEffect(() => void model.refresh(), [model, name]);
  const state = model.state.value;
  const elsewhere = model.elsewhere.value;
  const isSilent = state.step === 'idle' && (elsewhere === undefined || elsewhere.folders + elsewhere.downloads === 0);
  if (isSilent) return null;
  return (
    <div class="relocate">
      {state.step === 'busy' ? (
        <WorkProgress words={busyWords(state.tally)} share={shareOf(state.tally)} onStop={model.stop} />
      ) : (
        <>
          <Outcome model={model} />
          {elsewhere && <Offer model={model} name={name} elsewhere={elsewhere} />}
        </>
      )}
    </div>
  );
};
