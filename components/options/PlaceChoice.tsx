import { FolderOpen } from 'lucide';
import { Button } from '@/components/common/Button';
import { Chips } from '@/components/common/Chips';
import { Notice } from '@/components/common/Notice';
import { FolderDrop } from '@/components/folder/FolderDrop';
import { FolderNotice } from '@/components/folder/FolderNotice';
import { RebuildPanel } from '@/components/folder/RebuildPanel';
import { RelocatePanel } from '@/components/folder/RelocatePanel';
import type { Settings } from '@/lib/model/settings';
import { t } from '@/lib/ui/format/i18n';
import type { FolderModel } from '@/lib/ui/forms/followFolder';
import type { RebuildModel } from '@/lib/ui/options/createRebuildModel';
import type { RelocateModel } from '@/lib/ui/options/createRelocateModel';

interface Props {
  readonly folder: FolderModel;
  readonly relocate: RelocateModel | undefined;
  readonly rebuild: RebuildModel | undefined;
  readonly place: Settings['place'];
  readonly onPlace: (place: Settings['place']) => void;
}

/** Downloads or a folder of one's own, how things stand with that folder, and another to choose or to drop. */
export const PlaceChoice = ({ folder, relocate, rebuild, place, onPlace }: Props) => {
  const chosen = folder.chosen.value;
  return (
    <FolderDrop label={t('options_folder_drop')} onItems={(items) => void folder.takeDropped(items)}>
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
          <p class="drop__more">
            <Button look="plain" size="small" icon={FolderOpen} onClick={() => void folder.choose()}>
              {t('action_choose_folder')}
            </Button>
            <span class="muted">{t('options_folder_drop')}</span>
          </p>
          {rebuild && chosen?.state === 'granted' && <RebuildPanel model={rebuild} name={chosen.name} />}
          {relocate && chosen?.state === 'granted' && <RelocatePanel model={relocate} name={chosen.name} />}
        </>
      )}
    </FolderDrop>
  );
};
