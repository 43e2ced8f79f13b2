import '@/components/popup/popup.css';
import { LibraryBig, LogIn, Settings } from 'lucide';
import { Button } from '@/components/common/Button';
import { FailureNotice } from '@/components/common/FailureNotice';
import { IconButton } from '@/components/common/IconButton';
import { JobCard } from '@/components/common/JobCard';
import { LiveRegion } from '@/components/common/LiveRegion';
import { Mark } from '@/components/common/Mark';
import { Notice } from '@/components/common/Notice';
import { HelpLinks } from '@/components/help/HelpLinks';
import { KeyboardHelp, type KeyWords } from '@/components/help/KeyboardHelp';
import { RecordingCard } from '@/components/live/RecordingCard';
import { JobFormCard } from '@/components/popup/JobFormCard';
import { ListWatchSwitch } from '@/components/popup/ListWatchSwitch';
import { MoreToSave } from '@/components/popup/MoreToSave';
import { PageState } from '@/components/popup/PageState';
import { PostPicker } from '@/components/popup/PostPicker';
import { RecentList } from '@/components/popup/RecentList';
import { WatchSwitch } from '@/components/popup/WatchSwitch';
import type { Remedy } from '@/lib/base/errorPolicy';
import { t } from '@/lib/ui/format/i18n';
import { pressRemedy } from '@/lib/ui/jobs/pressRemedy';
import type { PopupModel } from '@/lib/ui/popup/popupModel';

const popupKeys: readonly KeyWords[] = [{ keys: ['←', '→'], does: 'keys_choices' }];

interface PopupHeaderProps {
  readonly onOpen: (page: 'options' | 'library') => void;
  readonly saveShortcut: PopupModel['saveShortcut'];
}

/** Name, and the ways to the other pages. */
const PopupHeader = ({ onOpen, saveShortcut }: PopupHeaderProps) => (
  <header class="popup__header">
    <Mark size={24} />
    <h1>{t('app_name')}</h1>
    <KeyboardHelp keys={popupKeys} saveShortcut={saveShortcut} />
    <IconButton icon={LibraryBig} label={t('action_library')} onClick={() => onOpen('library')} />
    <IconButton icon={Settings} label={t('action_settings')} onClick={() => onOpen('options')} />
  </header>
);

interface Props {
  readonly model: PopupModel;
  /** Milliseconds since 1970. Asked at each drawing: the popup may stay open, and files go on being saved. */
  readonly now: () => number;
}

// More would push the last saved files out of reach; the library has them all.
const MOST_JOBS = 3;

/** What was refused is asked for once more; all other remedies lead elsewhere. */
const remedyOfPicker = (model: PopupModel, remedy: Remedy): void => {
  if (remedy === 'retry') void model.picker.retry();
  else pressRemedy(model, remedy);
};

const JobFormArea = ({ model }: { readonly model: PopupModel }) => {
  const page = model.page.value;
  const choice = model.choice.value;
  const usable = page.status === 'ready' && page.offer.allowed;
  if (!usable || !choice)
    return (
      <PageState
        page={page}
        onAllow={() => void model.allow()}
        onOpenSite={() => void model.openSite('home')}
        onRemedy={(remedy) => pressRemedy(model, remedy)}
      />
    );
  const picked = model.picker.picked.value;
  if (picked)
    return <PostPicker picked={picked} picker={model.picker} onRemedy={(remedy) => remedyOfPicker(model, remedy)} />;
  const isPasted = choice.group === 'pasted' || choice.group === 'links';
  return (
    <JobFormCard
      // The field stays while what is in it turns out to be a list.
      key={isPasted ? 'links' : choice.id}
      offer={(choice.group === 'pasted' ? model.pasted.value : undefined) ?? page.offer}
      choices={model.choices.value}
      choice={choice}
      which={model.which.value}
      form={model.form.value}
      wrong={model.wrong.value}
      linkText={model.linkText.value}
      links={model.links.value.length}
      people={model.handles.value.length}
      post={model.post.value}
      usualFiles={model.usualFiles.value}
      busy={model.busy.value || model.asking.value}
      recording={model.recordingHere.value}
      onPick={model.pick}
      onPickWhich={model.pickWhich}
      onForm={(form) => {
        model.form.value = form;
      }}
      onLinkText={(text) => {
        model.linkText.value = text;
      }}
      onPickPosts={model.pickable.value ? () => void model.pickPosts() : undefined}
      onBegin={() => void model.begin()}
    />
  );
};

const Jobs = ({ model }: { readonly model: PopupModel }) => {
  const views = model.jobs.value;
  if (views.length === 0) return null;
  return (
    <section class="jobs" aria-label={t('popup_running')}>
      <h2 class="popup__title">{t('popup_running')}</h2>
      {views.slice(0, MOST_JOBS).map((view) => (
        <JobCard
          key={view.job.id}
          view={view}
          onControl={(jobId, action) => void model.control(jobId, action)}
          onRemedy={(jobId, remedy) => pressRemedy(model, remedy, jobId)}
        />
      ))}
      {views.length > MOST_JOBS && (
        <Button look="quiet" size="small" onClick={() => void model.openPage('library')}>
          {t('popup_more_jobs')}
        </Button>
      )}
    </section>
  );
};

const Recordings = ({ model }: { readonly model: PopupModel }) => {
  const views = model.recordings.value;
  if (views.length === 0) return null;
  return (
    <section class="jobs" aria-label={t('recording_section')}>
      <h2 class="popup__title">{t('recording_section')}</h2>
      {views.map((view) => (
        <RecordingCard
          key={view.recording.id}
          view={view}
          onControl={(recording, action) => void model.controlRecording(recording, action)}
          onRemedy={(remedy) => pressRemedy(model, remedy)}
        />
      ))}
    </section>
  );
};

/** The popup. */
export const PopupPage = ({ model, now }: Props) => {
  const page = model.page.value;
  const offer = page.status === 'ready' && page.offer.allowed ? page.offer : undefined;
  const loggedOut = offer && offer.page !== 'elsewhere' && !offer.you;
  const problem = model.problem.value;
  const records = model.records.value;
  const watchable = model.watchable.value;
  const listWatch = offer && model.listWatch.value;
  const starts = model.started.value;
  return (
    <div class="popup">
      <PopupHeader onOpen={(name) => void model.openPage(name)} saveShortcut={model.saveShortcut} />
      <main class="popup__body">
        <JobFormArea model={model} />
        {problem && (
          <FailureNotice
            failure={problem}
            onRemedy={(remedy) => pressRemedy(model, remedy)}
            onDismiss={() => model.dismissProblem()}
          />
        )}
        {model.workTabHint.value && (
          <Notice onDismiss={() => void model.dismissWorkTabHint()}>{t('popup_work_tab')}</Notice>
        )}
        <Recordings model={model} />
        <Jobs model={model} />
        {listWatch && (
          <ListWatchSwitch {...listWatch} onEvery={(every, onlyNew) => void model.watchList(every, onlyNew)} />
        )}
        {watchable && (
          <WatchSwitch
            uniqueId={watchable.uniqueId}
            on={watchable.on}
            onChange={(on) => void model.watchLive(watchable.uniqueId, on)}
          />
        )}
        {offer && <MoreToSave choices={model.choices.value} chosen={model.choice.value?.id} onPick={model.pick} />}
        {loggedOut && (
          <div class="popup__login">
            <p class="muted">{t('popup_logged_out')}</p>
            <Button size="small" icon={LogIn} onClick={() => void model.openSite('login')}>
              {t('action_login')}
            </Button>
          </div>
        )}
        {records && (records.length > 0 || offer) && (
          <RecentList records={records} now={now()} onShow={(key) => void model.showFile(key)} />
        )}
        <HelpLinks />
      </main>
      {/* The no-break space makes the second start a new text, which is spoken again. */}
      <LiveRegion text={starts === 0 ? '' : `${t('popup_started')}${starts % 2 ? '' : '\u00a0'}`} />
    </div>
  );
};
