import { FileText, Folder } from 'lucide';
import { Icon } from '@/components/common/Icon';
import type { Post } from '@/lib/model/post';
import { parseTemplate } from '@/lib/naming/template/parseTemplate';
import { t } from '@/lib/ui/format/i18n';
import { namingSamples, samplePath } from '@/lib/ui/options/namingSamples';

interface Props {
  readonly template: string;
  readonly customFields: Readonly<Record<string, string>>;
  readonly lastPost: Post | undefined;
  /** The template in the field has mistakes: this is the one before. */
  readonly old: boolean;
}

const Path = ({ names }: { readonly names: readonly string[] }) => (
  <span class="path" dir="ltr">
    {names.map((name, index) => {
      const isFile = index === names.length - 1;
      return (
        <span key={index} class={isFile ? 'path__file' : 'path__folder'}>
          <Icon icon={isFile ? FileText : Folder} size={14} />
          <bdi>{name}</bdi>
        </span>
      );
    })}
  </span>
);

/** What the template makes of several posts, the difficult ones included. */
export const NamingPreview = ({ template, customFields, lastPost, old }: Props) => {
  const parsed = parseTemplate(template, customFields);
  if (!parsed.ok) return null;
  return (
    <div class={old ? 'preview preview--old' : 'preview'}>
      <h3>{t(old ? 'options_preview_old' : 'options_preview')}</h3>
      <dl>
        {namingSamples(lastPost, customFields).map((sample) => (
          <div key={sample.id}>
            <dt>{t(`options_preview_${sample.id}`)}</dt>
            <dd>
              <Path names={samplePath(parsed.value, sample)} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
};
