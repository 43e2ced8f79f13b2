import { FolderOpen } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { Chips } from '@/components/common/Chips';
import { Notice } from '@/components/common/Notice';
import { RemedyButton } from '@/components/common/RemedyButton';
import type { Settings } from '@/lib/model/settings';
import type { ChosenFolder } from '@/lib/ports/FolderAccess';
import { t } from '@/lib/ui/format/i18n';
import type { OptionsModel } from '@/lib/ui/options/createOptionsModel';

interface Props {
  readonly folder: NonNullable<OptionsModel['folder']>;
  readonly place: Settings['place'];
  readonly onPlace: (place: Settings['place']) => void;
}

const FolderNotice = ({ chosen, onAllow }: { readonly chosen: ChosenFolder; readonly onAllow: () => void }) => {
  if (chosen.state === 'granted') return <Notice tone="good" title={t('options_folder_granted', chosen.name)} />;
  const key = chosen.state === 'gone' ? 'options_folder_gone' : 'options_folder_prompt';
  const action = chosen.state === 'prompt' ? <RemedyButton remedy="grant" onRemedy={onAllow} /> : undefined;
  return <Notice tone="warn" live title={t(key, chosen.name)} action={action} topic="grant" />;
};

/** Downloads or a folder of one's own, how things stand with that folder, and another to choose or to drop. */
export const PlaceChoice = ({ folder, place, onPlace }: Props) => {
  const [over, setOver] = useState(false);
  const chosen = folder.chosen.value;
  return (
    <fieldset
      class={over ? 'place place--over' : 'place'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void folder.takeDropped(event.dataTransfer?.items ?? []);
      }}
    >
      <legend class="visually-hidden">{t('options_folder_drop')}</legend>
      <Chips
        label={t('options_place')}
        value={place}
        options={(['downloads', 'folder'] as const).map((value) => ({ value, label: t(`options_place_${value}`) }))}
        onChange={onPlace}
      />
      {place === 'folder' && (
        <>
          {chosen ? (
            <FolderNotice chosen={chosen} onAllow={() => void folder.allow()} />
          ) : (
            <Notice tone="warn" title={t('options_folder_none')} topic="grant" />
          )}
          <p class="place__more">
            <Button look="plain" size="small" icon={FolderOpen} onClick={() => void folder.choose()}>
              {t('action_choose_folder')}
            </Button>
            <span class="muted">{t('options_folder_drop')}</span>
          </p>
        </>
      )}
    </fieldset>
  );
};
