import { FilePen, Undo2 } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { Notice } from '@/components/common/Notice';
import type { Failure } from '@/lib/base/failure';
import type { Settings } from '@/lib/model/settings';
import type { RenamingStatus, RenamingTally } from '@/lib/ports/FolderAccess';
import { formatNumber } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { RenamingModel } from '@/lib/ui/options/createRenamingModel';
import { NamePreviewTable } from './NamePreviewTable';
import { RenamedPeople } from './RenamedPeople';
import { WorkProblem } from './WorkProblem';
import { WorkProgress } from './WorkProgress';

interface Props {
  readonly model: RenamingModel;
  readonly settings: Settings;
}

const doneOf = ({ moved, missing, left }: RenamingTally): number => moved + missing + left;

const Problem = ({ problem }: { readonly problem: Failure }) => {
  if (problem.code === 'input') return <Notice live title={t('renaming_elsewhere')} />;
  return <WorkProblem code={problem.code} />;
};

interface LastProps {
  readonly model: RenamingModel;
  readonly last: RenamingStatus;
}

const Buttons = ({ children }: { readonly children: ComponentChildren }) => <p class="drop__more">{children}</p>;

/** The renaming that was begun last: what it came to, or where it stopped, and the way back. */
const Last = ({ model, last }: LastProps) => {
  const { direction, isDone, tally } = last;
  const back = (
    <Button icon={Undo2} onClick={() => void model.putBack()}>
      {t('renaming_back')}
    </Button>
  );
  if (!isDone) {
    const words = t('renaming_stopped', formatNumber(doneOf(tally)), formatNumber(tally.total));
    return (
      <>
        <Notice tone="warn" live topic="unmoved" title={words} />
        <Buttons>
          <Button icon={FilePen} onClick={() => void model.goOn()}>
            {t('renaming_go_on')}
          </Button>
          {direction === 'there' && back}
          <Button look="quiet" onClick={() => void model.letGo()}>
            {t('renaming_let_go')}
          </Button>
        </Buttons>
      </>
    );
  }
  const rest = tally.missing + tally.left;
  const key = direction === 'there' ? 'renaming_done' : 'renaming_is_back';
  const [tone, topic] = rest > 0 ? (['warn', 'unmoved'] as const) : (['good', undefined] as const);
  return (
    <>
      <Notice tone={tone} live topic={topic} title={t(key, formatNumber(tally.moved))}>
        {rest > 0 ? t('renaming_rest', formatNumber(tally.missing), formatNumber(tally.left)) : undefined}
      </Notice>
      <Buttons>
        {direction === 'there' && tally.moved > 0 && back}
        <Button look="quiet" onClick={() => void model.letGo()}>
          {t('action_close')}
        </Button>
      </Buttons>
    </>
  );
};

const Busy = ({ model, tally }: Pick<Props, 'model'> & { readonly tally: RenamingTally }) => {
  const done = doneOf(tally);
  const words = t('renaming_busy', formatNumber(done), formatNumber(tally.total));
  return <WorkProgress words={words} share={tally.total === 0 ? 0 : done / tally.total} onStop={model.stop} />;
};

/** Files in the chosen folder that would be called otherwise today: what would change, and the press that does it. */
export const RenamingPanel = ({ model, settings }: Props) => {
  useEffect(() => void model.refresh(), [model, settings.askRename]);
  const state = model.state.value;
  const last = model.status.value;
  const preview = model.preview.value;
  const problem = state.step === 'problem' ? state.problem : model.problem.value;
  if (state.step === 'busy') return <Busy model={model} tally={state.tally} />;
  return (
    <div class="renaming">
      {problem && <Problem problem={problem} />}
      {last && <Last model={model} last={last} />}
      {settings.askRename && (!last || last.isDone) && <RenamedPeople model={model} />}
      {(!last || last.isDone) &&
        (preview ? (
          <NamePreviewTable preview={preview} onBegin={() => void model.begin()} onDrop={model.dropPreview} />
        ) : (
          <Buttons>
            <Button icon={FilePen} disabled={model.isLooking.value} onClick={() => void model.look(settings)}>
              {t(model.isLooking.value ? 'renaming_looking' : 'renaming_look')}
            </Button>
          </Buttons>
        ))}
    </div>
  );
};
