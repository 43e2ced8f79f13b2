import { Trash2 } from 'lucide';
import { Button } from '@/components/common/Button';
import type { SettingRow } from '@/components/options/SettingRow';
import { formatBytes } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { StorageModel } from '@/lib/ui/options/createStorageModel';

const Figure = ({ bytes }: { readonly bytes: number | undefined }) => (
  <span class="figures">{bytes === undefined ? '' : formatBytes(bytes)}</span>
);

/** What TokShelf takes of the disk beside the saved files, and what of it can be freed. */
export const storageRows = (model: StorageModel): readonly SettingRow[] => {
  const use = model.use.value;
  return [
    {
      id: 'storage-total',
      label: t('storage_total'),
      help: t('storage_total_help'),
      kind: 'group',
      control: () => <Figure bytes={use?.total} />,
    },
    {
      id: 'storage-thumbs',
      label: t('storage_thumbs'),
      help: t('storage_thumbs_help'),
      kind: 'group',
      control: () => (
        <span class="storage">
          <Figure bytes={use?.thumbs} />
          <Button icon={Trash2} disabled={!use?.thumbCount} onClick={() => void model.clearThumbs()}>
            {t('storage_thumbs_clear')}
          </Button>
        </span>
      ),
    },
    {
      id: 'storage-parts',
      label: t('storage_parts'),
      help: t('storage_parts_help'),
      kind: 'group',
      control: () => <Figure bytes={use?.parts} />,
    },
  ];
};
