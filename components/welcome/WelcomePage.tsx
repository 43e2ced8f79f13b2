import './welcome.css';
import { Download, ExternalLink, FolderOpen, Pin, Settings, ShieldCheck } from 'lucide';
import { Button } from '@/components/common/Button';
import { Mark } from '@/components/common/Mark';
import { FolderDrop } from '@/components/folder/FolderDrop';
import { FolderNotice } from '@/components/folder/FolderNotice';
import { joinSentences } from '@/lib/base/joinSentences';
import { t } from '@/lib/ui/format/i18n';
import type { WelcomeModel } from '@/lib/ui/welcome/createWelcomeModel';
import { errorWords } from '@/lib/ui/words/errorWords';
import { WelcomeStep } from './WelcomeStep';

interface Props {
  readonly model: WelcomeModel;
}

const pinKeys = {
  chrome: 'welcome_pin_chrome',
  edge: 'welcome_pin_edge',
  firefox: 'welcome_pin_firefox',
} as const;

const PinStep = ({ model }: Props) => (
  <WelcomeStep icon={Pin} title={t('welcome_pin')} done={model.pinned.value ? t('welcome_pin_done') : undefined}>
    <p>{t(pinKeys[model.browserName])}</p>
  </WelcomeStep>
);

/** Only where access was missing: Chrome gives it at installation, Firefox lets people leave it out. */
const AccessStep = ({ model }: Props) =>
  model.hadToAllow.value ? (
    <WelcomeStep
      icon={ShieldCheck}
      title={t('action_allow')}
      done={model.allowed.value ? t('welcome_access_done') : undefined}
      actions={
        <Button look="primary" onClick={() => void model.allow()}>
          {t('action_allow')}
        </Button>
      }
    >
      <p>{t('welcome_access')}</p>
    </WelcomeStep>
  ) : null;

const SavingWords = ({ model }: Props) => {
  const failure = model.failure.value;
  if (failure) {
    const { what, todo } = errorWords(failure.code, 'press');
    return <p class="step__wrong">{joinSentences(what, todo)}</p>;
  }
  if (model.saving.value !== 'asks') return <p>{t('welcome_saving')}</p>;
  return <p class="step__wrong">{t(model.browserName === 'edge' ? 'welcome_saving_edge' : 'welcome_saving_chrome')}</p>;
};

const SavingActions = ({ model }: Props) => {
  const open = model.openDownloadSettings;
  const isTold = model.saving.value === 'asks' || model.saving.value === 'failed';
  return (
    <>
      {isTold && open && (
        <Button look="primary" onClick={() => void open()}>
          {t('welcome_saving_open')}
        </Button>
      )}
      <Button disabled={model.saving.value === 'trying'} onClick={() => void model.trySaving()}>
        {isTold ? t('action_retry') : t('welcome_saving_try')}
      </Button>
    </>
  );
};

/** Firefox never asks an extension that says it need not. */
const SavingStep = ({ model }: Props) =>
  model.browserName === 'firefox' ? null : (
    <WelcomeStep
      icon={Download}
      title={t('welcome_saving_title')}
      done={model.saving.value === 'saves' ? t('welcome_saving_done') : undefined}
      actions={<SavingActions model={model} />}
    >
      <SavingWords model={model} />
    </WelcomeStep>
  );

/** Only where the browser grants folders. The downloads folder is the answer of whoever presses nothing. */
const FolderStep = ({ model }: Props) => {
  const { folder } = model;
  if (!folder) return null;
  const chosen = folder.chosen.value;
  return (
    <WelcomeStep
      icon={FolderOpen}
      title={t('options_place')}
      done={chosen?.state === 'granted' ? t('options_folder_granted', chosen.name) : undefined}
      actions={
        <Button icon={FolderOpen} onClick={() => void folder.choose()}>
          {t('action_choose_folder')}
        </Button>
      }
    >
      <FolderDrop label={t('options_folder_drop')} onItems={(items) => void folder.takeDropped(items)}>
        <p>{t('welcome_folder')}</p>
        {chosen && <FolderNotice chosen={chosen} onAllow={() => void folder.allow()} />}
      </FolderDrop>
    </WelcomeStep>
  );
};

/** The page of the first minutes: it opens once, after installation. */
export const WelcomePage = ({ model }: Props) => (
  <main class="welcome">
    <header class="welcome__header">
      <Mark size={44} />
      <div>
        <h1>{t('welcome_title')}</h1>
        <p class="muted">{t('welcome_lead')}</p>
      </div>
    </header>
    <ol class="welcome__steps">
      <PinStep model={model} />
      <AccessStep model={model} />
      <SavingStep model={model} />
      <FolderStep model={model} />
      <WelcomeStep
        icon={ExternalLink}
        title={t('welcome_go')}
        actions={
          <Button look="primary" onClick={() => void model.openSite()}>
            {t('action_open_tiktok')}
          </Button>
        }
      >
        <p>{t('welcome_go_help')}</p>
      </WelcomeStep>
    </ol>
    <footer class="welcome__footer muted">
      <p>{t('welcome_once')}</p>
      <Button look="quiet" size="small" icon={Settings} onClick={() => void model.openSettings()}>
        {t('action_settings')}
      </Button>
    </footer>
  </main>
);
